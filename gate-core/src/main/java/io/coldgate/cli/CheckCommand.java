package io.coldgate.cli;

import io.coldgate.gate.GatePlan;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.Thresholds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Clock clock;

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
            description = "Where all functions run, whatever the file says: embedded, localstack or aws.")
    private @Nullable String platform;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            converter = RunOptions.EndpointConverter.class,
            description = "A LocalStack, or a service that speaks as it does, that runs already"
                    + " (default: LOCALSTACK_ENDPOINT, or one is started).")
    private @Nullable URI endpoint;

    @Option(
            names = "--function",
            paramLabel = "PATTERN",
            split = ",",
            description = "Only the functions that match, such as 'checkout-*'; may be repeated.")
    private List<String> functions = new ArrayList<>();

    @Option(
            names = "--changed-since",
            paramLabel = "REF",
            description = "Only the functions that a change touches: compared with the commit in which this branch left"
                    + " REF, such as origin/main. Levels are those of the whole file.")
    private @Nullable String changedSince;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = Shard.Converter.class,
            description = "Only every Nth function, from the Ith on; levels are those of the whole file. coldgate judge"
                    + " joins the results of all shards.")
    private @Nullable Shard shard;

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
        this(terminal, Clock.systemUTC());
    }

    /** A command by that clock of the day. */
    CheckCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
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
        Thresholds everything = ThresholdsInput.read(file, options, streams);
        Thresholds whole = parts(everything);
        ResultsInput results = shard == null && functions.isEmpty() ? ResultsInput.read(whole) : ResultsInput.NONE;
        BuildSelection selection = select(whole, results);
        Thresholds thresholds = selection.thresholds();
        ThresholdsInput.requireRoles(thresholds);
        if (!thresholds.functions().isEmpty()
                && ThresholdsInput.platform(thresholds) == PlatformName.EMBEDDED
                && endpoint != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--endpoint " + endpoint
                            + ": the embedded platform starts its own; add --platform localstack or aws");
        }
        Optional<URI> wanted = ThresholdsInput.endpoint(thresholds);
        GatePlan plan = named(selection, everything, results);
        if (!quiet) {
            selection.remarks().forEach(streams::error);
        }
        if (dryRun) {
            PackageWarnings.print(thresholds, streams);
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
                        new PlatformOptions(
                                ThresholdsInput.region(thresholds),
                                Optional.ofNullable(endpoint).or(() -> wanted)),
                        json,
                        quiet,
                        verbose));
        return run.with(clock).run();
    }

    /** What the options left out of the file is named in every report. */
    private static GatePlan named(BuildSelection selection, Thresholds everything, ResultsInput results) {
        GatePlan plan = selection.plan();
        return Demands.missing(
                        everything,
                        BuildSelection.names(selection.thresholds()),
                        plan.part(),
                        results.results().stream().map(ToolResults::source).toList())
                .namedIn(plan);
    }

    private BuildSelection select(Thresholds whole, ResultsInput results) throws CommandException {
        try {
            return BuildSelection.of(
                    whole, results, functions, Optional.ofNullable(changedSince), Optional.ofNullable(shard));
        } catch (InterruptedException e) {
            throw new CommandException(ExitCode.INTERRUPTED, "coldgate: interrupted; nothing was deployed");
        }
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
        if (noResults && thresholds.functions().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "coldgate: --no-results: " + thresholds.shownAs() + " has no functions to measure: add functions:");
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
