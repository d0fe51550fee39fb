package io.coldgate.cli;

import io.coldgate.cli.option.Seed;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.replay.Pool;
import io.coldgate.replay.RecordedStarts;
import io.coldgate.replay.Replay;
import io.coldgate.replay.ReplayResult;
import io.coldgate.replay.ReplaySettings;
import io.coldgate.replay.StartsFormatException;
import io.coldgate.replay.StartsReader;
import io.coldgate.report.ReplayJson;
import io.coldgate.report.ReplayPlot;
import io.coldgate.report.ReplayTable;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ReplaceableFile;
import io.coldgate.run.RunException;
import io.coldgate.run.Version;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate replay}: decision rules on recorded cold starts. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs Coldgate's rule and the rules of other tools on recorded cold starts, of unchanged and of slowed"
                    + " code, and counts false alarms, regressions caught and cold starts used.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate replay lambda-perf-2025.csv.gz", "  coldgate replay starts.csv --package zip --json"})
final class ReplayCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 300;
    private static final int MOST_BUILDS = 1_000_000;
    private static final int MOST_CHECKS = 3_000;
    private static final int MOST_STARTS = 10_000;
    private static final int FEWEST_STARTS = 4;
    private static final int MOST_THREADS = 2;

    /** The default seed, which is fixed so that a table printed in a document can be reproduced. */
    private static final long USUAL_SEED = 1;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DATA",
            description = "Recorded starts, CSV or CSV.GZ, with the header"
                    + " date,function,package,memory,arch,avg_mem_used,avg_duration_ms,init_ms_1,...")
    private Path data = Path.of("");

    @Option(
            names = "--builds",
            paramLabel = "N",
            description =
                    "Builds to simulate for each of unchanged, +10 %%, +20 %%, +50 %% (default: ${DEFAULT-VALUE}).")
    private int builds = 3000;

    @Option(
            names = "--checks",
            paramLabel = "N",
            description = "Coldgate's checks in a build, three of each function (default: ${DEFAULT-VALUE}).")
    private int checks = 30;

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Starts of each arm or round for all rules with a fixed number (default: each one's own).")
    private @Nullable Integer starts;

    @Option(names = "--package", paramLabel = "TYPE", description = "Only functions of this package type: zip, image.")
    private @Nullable String packaging;

    @Mixin
    private final Seed seed = new Seed("1");

    @Mixin
    private final TimeLimit timeLimit =
            new TimeLimit("Longest time to simulate, such as 2m; the builds that are done then are reported.");

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Also draw the false alarms, and one noisy function, as SVG.")
    private @Nullable Path plot;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    ReplayCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException, IOException {
        checkOptions();
        if (plot != null) {
            ReplaceableFile.require(plot, ReplayPlot.BEGIN, "plot");
        }
        List<Pool> pools = pools();
        ReplaySettings settings = new ReplaySettings(
                builds,
                checks,
                starts == null ? 0 : starts,
                seed.given().orElse(USUAL_SEED),
                Math.min(MOST_THREADS, processors()));
        ReplayResult result = Replay.run(pools, settings, timer());
        if (plot != null) {
            Files.writeString(
                    plot,
                    ReplayPlot.render(result, pools),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        }
        terminal.out().print(json.wanted() ? ReplayJson.render(result, Version.text()) : ReplayTable.render(result));
        if (result.builds() < builds) {
            terminal.error("--time-limit: " + result.builds() + " of " + builds + " builds were simulated");
        }
        return ExitCode.PASS;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void checkOptions() {
        range("--builds", builds, 1, MOST_BUILDS);
        range("--checks", checks, 3, MOST_CHECKS);
        if (checks % 3 != 0) {
            throw new ParameterException(
                    spec.commandLine(), "--checks: " + checks + ": must be a multiple of 3, three of each function");
        }
        if (starts != null) {
            range("--starts", starts, FEWEST_STARTS, MOST_STARTS);
        }
    }

    private void range(String option, int value, int from, int to) {
        if (value < from || value > to) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value + ": must be between " + from + " and " + to);
        }
    }

    private List<Pool> pools() throws RunException, IOException {
        String name = Printable.escape(data.toString(), LONGEST_NAME);
        if (!Files.isRegularFile(data)) {
            throw new RunException(ExitCode.USAGE, name + ": no such file");
        }
        RecordedStarts recorded;
        try {
            recorded = StartsReader.read(data);
        } catch (StartsFormatException e) {
            throw new RunException(ExitCode.USAGE, e.problem());
        }
        List<Pool> pools = recorded.pools().stream()
                .filter(pool ->
                        packaging == null || pool.configuration().packaging().equals(packaging))
                .toList();
        if (pools.isEmpty()) {
            String what = packaging == null ? "configuration" : Printable.escape(packaging, 100) + " configuration";
            throw new RunException(
                    ExitCode.USAGE,
                    name + ": no " + what + " has " + RecordedStarts.POOL_AT_LEAST + " starts within "
                            + RecordedStarts.WINDOW_DAYS + " days");
        }
        return pools;
    }

    private BooleanSupplier timer() {
        if (timeLimit.given().isEmpty()) {
            return () -> false;
        }
        long from = System.nanoTime();
        long most = timeLimit.given().get().toNanos();
        return () -> System.nanoTime() - from > most;
    }
}
