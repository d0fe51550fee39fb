package io.coldgate.cli;

import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.ResultOutput;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.report.BesideReport;
import io.coldgate.report.DashboardExport;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.run.AcceptInput;
import io.coldgate.run.ExitCode;
import io.coldgate.run.JoinedParts;
import io.coldgate.run.JudgedRun;
import io.coldgate.run.ResultsFiles;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.run.RunListener;
import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code coldgate judge}: recomputes the verdict from only the results file and the thresholds file. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        description = "Repeats the verdict from a run's results file and the thresholds file; measures nothing.")
final class JudgeCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "RESULTS",
            arity = "1..*",
            description =
                    "A run's results.jsonl, or the folder that holds it. Several of them, or a folder of such folders,"
                            + " are judged as the shards of one build.")
    private List<Path> results = new ArrayList<>();

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Option(
            names = "--beside",
            paramLabel = "RESULTS",
            description = "An older run's results, to be shown beside these; they do not affect the verdict.")
    private @Nullable Path stored;

    @Mixin
    private final SharedOptions.Accept accept = new SharedOptions.Accept();

    @Mixin
    private final Output output = Output.onDemand("the reports");

    @Option(
            names = "--whole-build",
            description = "Judge a single results file as the whole build: a function or result that it lacks is NOT"
                    + " MEASURED. Several files, and a folder of folders, are always judged so.")
    private boolean wholeBuild;

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    @Option(
            names = "--export",
            paramLabel = "FORMAT",
            description =
                    "Print the estimates for the dashboard of another tool instead of the table: bmf (Bencher), gab or"
                            + " gab-bigger (github-action-benchmark, smaller or bigger is better).")
    private @Nullable String export;

    @Mixin
    private final Quiet quiet = new Quiet("Print no notes, and no table when everything passed.");

    JudgeCommand(Terminal terminal) {
        this(terminal, Clock.systemUTC());
    }

    /** A command with the given clock. */
    JudgeCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws RunException {
        Optional<DashboardExport> format = format();
        try {
            return judge(format);
        } catch (RunException e) {
            output.folder().ifPresent(folder -> RunFolder.writeFailure(folder, e));
            throw e;
        }
    }

    private int judge(Optional<DashboardExport> format) throws RunException {
        ResultsFiles named = ResultsFiles.named(results, ExitCode.USAGE);
        List<Path> sources = named.files();
        boolean alone = sources.size() == 1 && !wholeBuild && !named.wholeBuild();
        JudgedRun run = new JudgedRun(file.path(), listener(), accepted());
        Judgement judgement = alone ? run.judge(sources.get(0)) : new JoinedParts(run).judge(sources);
        Optional<String> beside = beside(judgement);
        int exitCode = ExitCode.of(judgement);
        Optional<String> report = format.map(wanted -> wanted.render(judgement))
                .or(() -> json.wanted() ? Optional.of(JsonReport.render(judgement, exitCode)) : Optional.empty());
        Optional<Path> page = write(judgement, exitCode, sources);
        ResultOutput.print(terminal, judgement, exitCode, report, quiet.wanted(), page);
        if (report.isEmpty()) {
            beside.ifPresent(terminal.out()::print);
        }
        return exitCode;
    }

    private AcceptInput accepted() {
        return new AcceptInput(accept.file(), clock);
    }

    private RunListener listener() {
        return new TerminalListener(terminal, quiet.wanted(), false);
    }

    private Optional<DashboardExport> format() {
        if (export == null) {
            return Optional.empty();
        }
        Optional<DashboardExport> format = DashboardExport.ofKey(export);
        if (format.isEmpty() || json.wanted()) {
            throw new ParameterException(
                    spec.commandLine(),
                    json.wanted()
                            ? "--export and --json exclude each other"
                            : "--export " + export + ": must be one of: " + String.join(", ", DashboardExport.keys()));
        }
        return format;
    }

    /** Writes the reports if requested, and returns the page for people. */
    private Optional<Path> write(Judgement judgement, int exitCode, List<Path> sources) throws RunException {
        Optional<Path> wanted = output.folder();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try (RunFolder files = RunFolder.open(wanted.get())) {
            files.removeReports();
            files.writeReports(judgement, exitCode, sources);
            return Optional.of(wanted.get().resolve(RunFolder.HTML));
        } catch (IOException e) {
            throw new RunException(
                    ExitCode.USAGE, "--output " + wanted.get() + ": cannot be written: " + Disk.reason(e));
        }
    }

    /**
     * Returns the figures of an older run on the same kind of host; on another one, they would show differences between
     * hosts.
     */
    private Optional<String> beside(Judgement judgement) throws RunException {
        if (stored == null) {
            return Optional.empty();
        }
        Path source = Files.isDirectory(stored) ? stored.resolve(RunFolder.RESULTS) : stored;
        if (!Files.isRegularFile(source)) {
            throw new RunException(ExitCode.USAGE, "--beside " + source + ": no such file");
        }
        Judgement older = new JudgedRun(file.path(), listener(), accepted()).judge(source);
        List<String> differences = new ArrayList<>(
                judgement.header().fingerprint().differences(older.header().fingerprint()));
        if (!judgement.header().platform().equals(older.header().platform())) {
            differences.add("platform: " + judgement.header().platform() + " here, "
                    + older.header().platform() + " there");
        }
        if (!differences.isEmpty()) {
            throw new RunException(
                    ExitCode.USAGE,
                    "--beside " + source + ": measured on another host or platform: " + String.join("; ", differences)
                            + "; leave it out");
        }
        return Optional.of(BesideReport.render(judgement, older));
    }
}
