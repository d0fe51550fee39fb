package io.coldgate.cli.production;

import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.cli.option.DryRun;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.lambda.AliasState;
import io.coldgate.report.CanaryJson;
import io.coldgate.report.CanaryText;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.run.UsualFolder;
import io.coldgate.run.canary.CanaryOptions;
import io.coldgate.run.canary.CanaryRun;
import io.coldgate.run.canary.LimitChoice;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.read.ReadOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/**
 * {@code coldgate canary}: compares a new version with the stable one on the real invocations of a deployed function.
 */
@Command(
        name = "canary",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes a new version of a deployed function and shifts an alias's invocations to it step by step. Each"
                    + " step is decided by the REPORT lines of both versions. In the end the candidate is promoted, or"
                    + " the alias points to the stable version alone again, however the canary ends.",
            "Exits with 0 when the candidate was promoted, 1 when it was rolled back because it is worse, 3 when"
                    + " nothing was proven in time, 4 when it could not be measured or somebody else changed the"
                    + " alias.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate canary checkout --alias live --dry-run",
            "  coldgate canary checkout --alias live --steps 5%%,25%%,50%%,100%% --hold 30m",
            "  coldgate canary checkout --candidate 12 --tolerance warm_duration=+10%% --tolerance"
                    + " init_duration.p95=+25%%",
            "  coldgate canary checkout --ab 5%%,5%% --candidate 12,13"
        })
public final class CanaryCommand implements Callable<Integer> {
    private static final int MINUTE = 60;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FUNCTION", description = "The name of the deployed function.")
    private String function = "";

    @Option(
            names = "--alias",
            paramLabel = "NAME",
            description = "The alias that callers use (default: ${DEFAULT-VALUE}).")
    private String alias = "live";

    @Option(
            names = "--steps",
            paramLabel = "SHARES",
            description = "The candidate's share of the invocations at each step (default: ${DEFAULT-VALUE}).")
    private String steps = "5%,25%,50%,100%";

    @Option(
            names = "--candidate",
            paramLabel = "VERSION",
            split = ",",
            description = "A version that is already published (default: publish $LATEST); two of them with --ab.")
    private List<String> candidates = new ArrayList<>();

    @Option(
            names = "--ab",
            paramLabel = "SHARE,SHARE",
            description = "Compare two versions with the stable one, and promote neither. An alias can point to only"
                    + " one version beside the stable one, so the two take turns.")
    private @Nullable String beside;

    @Option(
            names = "--slot",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "With --ab, how long each turn of a version lasts (default: 1m).")
    private Duration slot = Duration.ofMinutes(1);

    @Option(
            names = "--tolerance",
            paramLabel = "METRIC=SHARE",
            description = "By how much the candidate may exceed the stable version, such as warm_duration=+10%% or"
                    + " init_duration.p95=+25%%; may be repeated (default: +10%% on warm_duration, with"
                    + " init_duration and duration as guards; the function's regression limits in the"
                    + " thresholds file replace these).")
    private List<String> tolerances = new ArrayList<>();

    @Option(
            names = "--hold",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "How long an undecided step is held before the candidate is rolled back (default: 30m).")
    private Duration hold = Duration.ofMinutes(30);

    @Option(
            names = "--poll",
            paramLabel = "TIME",
            converter = OptionValues.DurationConverter.class,
            description = "How often the log is read (default: 5s).")
    private Duration poll = Duration.ofSeconds(5);

    @Mixin
    private final DryRun dryRun = new DryRun("Print what would be done; publish and change nothing.");

    @Mixin
    private final SharedOptions.File file = new SharedOptions.File();

    @Mixin
    private final Output output = Output.within("what it counted, and the result", "canary");

    @Mixin
    private final SharedOptions.DeployedPlatform platform = new SharedOptions.DeployedPlatform("aws");

    @Mixin
    private final SharedOptions.Region region = new SharedOptions.Region();

    @Mixin
    private final SharedOptions.Endpoint endpoint = new SharedOptions.Endpoint();

    @Mixin
    private final SharedOptions.Json json = new SharedOptions.Json();

    @Mixin
    private final Quiet quiet = new Quiet(Quiet.NO_PROGRESS);

    /** The command, which prints on the terminal. */
    public CanaryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        PlatformName name = platform.name().orElse(PlatformName.AWS);
        if (name == PlatformName.EMBEDDED) {
            throw mistake("--platform embedded: the embedded Lambda lives only as long as a run, and has no deployed"
                    + " function; for a server that is already running, use --platform aws --endpoint URL");
        }
        if (dryRun.wanted() && json.wanted()) {
            throw mistake("--dry-run of a canary prints no JSON: leave --json out");
        }
        Optional<FunctionSpec> inFile = inFile(name);
        CanaryOptions options = options(inFile);
        Optional<String> where = region.given()
                .or(() -> inFile.flatMap(each -> each.target().cloud().region()));
        RunListener listener = new TerminalListener(terminal, quiet.wanted(), false);
        if (inFile.isEmpty() && tolerances.isEmpty() && Files.isRegularFile(file.path())) {
            listener.remark(file.path() + " has no function " + function + ": the default limits are used");
        }
        try (CanaryRun run = CanaryRun.open(options, name, where, endpoint.given(), listener)) {
            return dryRun.wanted() ? plan(run, options) : run(run);
        }
    }

    private int run(CanaryRun run) {
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            CanaryResult result = run.run();
            terminal.out().print(json.wanted() ? CanaryJson.render(result) : CanaryText.render(result));
            return switch (result.ending()) {
                case COMPARED -> compared(result);
                case PROMOTED -> ExitCode.PASS;
                case ROLLED_BACK -> ExitCode.FAIL;
                case UNDECIDED -> ExitCode.INCONCLUSIVE;
                case INTERRUPTED -> ExitCode.INTERRUPTED;
                case NOT_MEASURED, CHANGED_BY_OTHERS, STILL_SPLIT -> ExitCode.COULD_NOT_MEASURE;
            };
        });
    }

    private static int compared(CanaryResult result) {
        List<StepComparison.Decision> decisions =
                result.steps().stream().map(StepResult::decision).toList();
        if (decisions.contains(StepComparison.Decision.FAIL) || decisions.contains(StepComparison.Decision.FAILURES)) {
            return ExitCode.FAIL;
        }
        return decisions.contains(StepComparison.Decision.OPEN) ? ExitCode.INCONCLUSIVE : ExitCode.PASS;
    }

    private int plan(CanaryRun run, CanaryOptions options) throws RunException {
        AliasState now = run.look();
        CanaryText.plan(
                        options.function() + ":" + options.alias(),
                        now.version(),
                        options.candidates().isEmpty()
                                ? "a new version, published from $LATEST,"
                                : "version " + String.join(" and ", options.candidates()),
                        options.limits(),
                        beside == null ? options.steps().text() : beside + " in turn",
                        options.hold().toSeconds() < MINUTE
                                ? options.hold().toSeconds() + " s"
                                : options.hold().toMinutes() + " minutes")
                .forEach(terminal.out()::println);
        return ExitCode.PASS;
    }

    private CanaryOptions options(Optional<FunctionSpec> inFile) {
        return CanaryOptions.builder()
                .function(function)
                .alias(alias)
                .steps(words().steps(steps))
                .beside(words().beside(beside, candidates))
                .slot(slot)
                .candidates(candidates)
                .limits(limits(inFile))
                .missed(inFile.map(each -> each.limits().missed()).orElse(Defaults.MISSED))
                .hold(hold)
                .poll(poll)
                .output(output.folder().orElseGet(() -> UsualFolder.ofCanary(file.path())))
                .build();
    }

    /**
     * Returns the function in the file. A file is needed only if it is named, because a deployed function may have
     * none.
     */
    private Optional<FunctionSpec> inFile(PlatformName name) throws RunException {
        Path path = file.path();
        if (!file.isNamed() && (!Files.isRegularFile(path) || !tolerances.isEmpty())) {
            return Optional.empty();
        }
        return ThresholdsInput.read(path, ReadOptions.beforeRoles(name)).functions().stream()
                .filter(each -> each.name().equals(function)
                        || each.target()
                                .cloud()
                                .function()
                                .filter(deployed -> deployed.name().equals(function))
                                .isPresent())
                .findFirst();
    }

    private CanaryLimits limits(Optional<FunctionSpec> inFile) {
        if (!tolerances.isEmpty()) {
            return new CanaryLimits(tolerances.stream().map(words()::limit).toList(), List.of());
        }
        return inFile.map(LimitChoice::of).orElseGet(LimitChoice::usual);
    }

    private CanaryWords words() {
        return new CanaryWords(spec);
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
