package io.coldgate.cli;

import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.MeasuringOptions;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.ResultOutput;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.deploy.ExplainSettings;
import io.coldgate.report.PlanJson;
import io.coldgate.report.PlanText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.ExplainChoice;
import io.coldgate.run.GateOptions;
import io.coldgate.run.GateResult;
import io.coldgate.run.GateRun;
import io.coldgate.run.GateSelection;
import io.coldgate.run.LastRun;
import io.coldgate.run.RunException;
import io.coldgate.run.RunFolder;
import io.coldgate.run.Shard;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.Validation;
import io.coldgate.run.Version;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    private static final String AGAIN = "started over 100 more times to explain it, with its side effects each time";

    private final Terminal terminal;
    private final Clock clock;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final SharedOptions.FileArgument argument = new SharedOptions.FileArgument();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions(
            new TimeLimit("Longest time to measure, such as 2m; checks that are open then stay undecided."),
            Output.of("the run's records and reports"),
            new Quiet("Print no progress, and no table when everything passed."));

    @Mixin
    private final SharedOptions.Endpoint endpoint = new SharedOptions.Endpoint();

    @Mixin
    private final SharedOptions.FunctionPatterns functions = new SharedOptions.FunctionPatterns();

    @Option(
            names = "--changed-since",
            paramLabel = "REF",
            description = "Only the functions that a change touches: compared with the commit where this branch left"
                    + " REF, such as origin/main. Levels stay those of the whole file.")
    private @Nullable String changedSince;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            converter = OptionValues.ShardConverter.class,
            description =
                    "Only every Nth function, starting with the Ith; levels stay those of the whole file. coldgate"
                            + " judge joins the results of all shards.")
    private @Nullable Shard shard;

    @Option(
            names = "--results-only",
            description = "Only the results of other tools; build, deploy and measure nothing.")
    private boolean resultsOnly;

    @Option(names = "--no-results", description = "Only the functions, not the results of other tools.")
    private boolean noResults;

    @Mixin
    private final SharedOptions.Accept accept = new SharedOptions.Accept();

    @Option(names = "--max-samples", paramLabel = "N", description = "Cap on the samples of each function.")
    private @Nullable Integer maxSamples;

    @Mixin
    private final SharedOptions.FanOut fanOut = new SharedOptions.FanOut();

    @Option(
            names = "--explain",
            paramLabel = "WHEN",
            converter = OptionValues.WhenConverter.class,
            description = "Explain functions after the verdict: never, failed (those whose init check failed) or always"
                    + " (default: failed on embedded, never elsewhere).")
    private ExplainSettings.@Nullable When explain;

    @Mixin
    private final DryRun dryRun =
            new DryRun("Print the plan, with --json for programs; build, deploy and measure nothing.");

    @Option(
            names = {"-v", "--verbose"},
            description = "A line for every start.")
    private boolean verbose;

    CheckCommand(Terminal terminal) {
        this(terminal, Clock.systemUTC());
    }

    /** A command with the given clock. */
    CheckCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws RunException {
        if (measuring.quiet() && verbose) {
            throw new ParameterException(spec.commandLine(), "--quiet and --verbose exclude each other");
        }
        GateRun run = new GateRun(options(), new TerminalListener(terminal, measuring.quiet(), verbose));
        if (dryRun.wanted()) {
            GateSelection selection = run.select();
            Validation.warnings(selection.thresholds(), selection.plan())
                    .forEach(warning -> terminal.err().println(warning.warningLine()));
            terminal.out().print(plan(selection));
            if (!measuring.json()) {
                explains(selection).ifPresent(terminal.out()::println);
            }
            return ExitCode.PASS;
        }
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> shown(run.run()));
    }

    private String plan(GateSelection selection) {
        var pace = LastRun.pace(measuring.output(), measuring.file());
        return measuring.json()
                ? PlanJson.render(Version.text(), selection.thresholds(), selection.plan(), pace)
                : PlanText.render(selection.thresholds(), selection.plan(), pace, measuring.timeLimit());
    }

    /**
     * Returns a line about explanations after the verdict, because they start functions repeatedly, with all side
     * effects.
     */
    private Optional<String> explains(GateSelection selection) {
        ExplainSettings.When usual = selection
                .target()
                .map(at -> ExplainChoice.usualOf(at.platform()))
                .orElse(ExplainSettings.When.NEVER);
        return switch (explain == null ? usual : explain) {
            case NEVER -> Optional.empty();
            case FAILED ->
                Optional.of(
                        "if a check on init fails, the function is " + AGAIN + "; to skip that, use --explain never");
            case ALWAYS -> Optional.of("every function is " + AGAIN);
        };
    }

    private int shown(GateResult result) {
        ResultOutput.print(
                terminal,
                result.judgement(),
                result.exitCode(),
                measuring.json() ? Optional.of(result.json()) : Optional.empty(),
                measuring.quiet(),
                Optional.of(result.end().folder().resolve(RunFolder.HTML)));
        result.end().tell(new TerminalListener(terminal, measuring.quiet(), verbose));
        return result.exitCode();
    }

    private GateOptions options() {
        Path file = measuring.file(argument);
        try {
            return GateOptions.builder()
                    .file(file)
                    .platform(measuring.platform())
                    .endpoint(endpoint.given())
                    .functions(functions.patterns())
                    .changedSince(Optional.ofNullable(changedSince))
                    .shard(Optional.ofNullable(shard))
                    .resultsOnly(resultsOnly)
                    .noResults(noResults)
                    .maxSamples(Optional.ofNullable(maxSamples))
                    .fanOut(fanOut.given())
                    .timeLimit(measuring.timeLimit())
                    .seed(measuring.seed().given())
                    .output(measuring.output())
                    .accept(accept.file())
                    .explain(ExplainChoice.USUAL.at(Optional.ofNullable(explain)))
                    .clock(clock)
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
