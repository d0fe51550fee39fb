package io.coldgate.cli;

import io.coldgate.gate.GatePlan;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.ReadOptions;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code coldgate check}: the main job. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Builds, deploys and cold-starts the functions of a thresholds file until every budget is decided.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate check",
            "  coldgate check --function 'checkout-*' --time-limit 2m",
            "  coldgate check --dry-run",
            "  coldgate check --json > report.json"
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The thresholds file (default: ${DEFAULT-VALUE}).")
    private Path file = Path.of("thresholds.yaml");

    @Option(
            names = "--platform",
            paramLabel = "NAME",
            description = "Where all functions run, whatever the file says: embedded.")
    private @Nullable String platform;

    @Option(
            names = "--function",
            paramLabel = "PATTERN",
            split = ",",
            description = "Only the functions that match, such as 'checkout-*'; may be repeated.")
    private List<String> functions = new ArrayList<>();

    @Option(
            names = "--results-only",
            description = "Only the results of other tools; build, deploy and measure nothing.")
    private boolean resultsOnly;

    @Option(names = "--no-results", description = "Only the functions, not the results of other tools.")
    private boolean noResults;

    @Option(names = "--max-samples", paramLabel = "N", description = "Cap on the samples of every function.")
    private @Nullable Integer maxSamples;

    @Option(
            names = "--fan-out",
            paramLabel = "K",
            description = "Cold starts of every function that are taken together after one update, 1 to 500.")
    private @Nullable Integer fanOut;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = RunOptions.DurationConverter.class,
            description = "Longest time to measure, such as 2m; what is open then is inconclusive.")
    private @Nullable Duration timeLimit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the order of the functions (default: random; it is reported).")
    private @Nullable Long seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for report.html, report.json, results.jsonl, junit.xml and summary.md (default:"
                    + " target/coldgate beside a pom.xml, else coldgate-out).")
    private @Nullable Path output;

    @Option(names = "--json", description = "Print report.json on standard output instead of the table.")
    private boolean json;

    @Option(names = "--dry-run", description = "Print the plan; build, deploy and measure nothing.")
    private boolean dryRun;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress; a table only when something did not pass.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "A line for every start.")
    private boolean verbose;

    @Option(names = "--no-color", description = "No colours; so does the variable NO_COLOR.")
    private boolean noColor;

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandException {
        Terminal streams = noColor ? terminal.plain() : terminal;
        if (maxSamples != null && maxSamples < 1) {
            throw new ParameterException(spec.commandLine(), "--max-samples is at least 1: " + maxSamples);
        }
        if (quiet && verbose) {
            throw new ParameterException(spec.commandLine(), "--quiet and --verbose exclude each other");
        }
        ReadOptions options = new ReadOptions(
                RunOptions.platform(spec, platform),
                Optional.ofNullable(maxSamples),
                RunOptions.within(spec, "--fan-out", fanOut, 1, FanOut.MOST));
        Thresholds thresholds =
                parts(ThresholdsInput.select(ThresholdsInput.read(file, options, streams), functions));
        ThresholdsInput.requireSupportedPlatforms(thresholds);
        if (!resultsOnly && (thresholds.results().isEmpty() || !thresholds.functions().isEmpty())) {
            ThresholdsInput.requireRoles(thresholds);
            ThresholdsInput.region(thresholds);
            ThresholdsInput.platform(thresholds);
        }
        ResultsInput results = ResultsInput.read(thresholds);
        GatePlan plan = GatePlan.of(thresholds, results.demands());
        if (dryRun) {
            streams.out().print(PlanText.render(thresholds, plan));
            return ExitCode.PASS;
        }
        CheckRun run = new CheckRun(
                streams,
                thresholds,
                plan,
                results,
                new CheckRun.Wishes(
                        seed != null ? seed : freshSeed(),
                        Optional.ofNullable(timeLimit),
                        Optional.ofNullable(maxSamples),
                        Optional.ofNullable(output),
                        json,
                        quiet,
                        verbose));
        return run.run();
    }

    /** What the options leave of the file. */
    private Thresholds parts(Thresholds thresholds) throws CommandException {
        if (resultsOnly && (noResults || !functions.isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--results-only excludes --no-results and --function: it measures no function");
        }
        if (resultsOnly && thresholds.results().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "coldgate: --results-only: " + thresholds.shownAs() + " has no results:");
        }
        return resultsOnly
                ? thresholds.with(List.of(), thresholds.results())
                : noResults ? thresholds.with(thresholds.functions(), List.of()) : thresholds;
    }

    /** Short enough to be typed again. */
    static long freshSeed() {
        return new java.security.SecureRandom().nextInt(1_000_000);
    }
}
