package io.coldgate.cli;

import io.coldgate.cli.option.MeasuringOptions;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.report.SweepText;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.RunTarget;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.SweepAxes;
import io.coldgate.run.SweepChecks;
import io.coldgate.run.SweepRun;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.sweep.Axes;
import io.coldgate.sweep.SweepPlan;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coldgate sweep}: compares settings of functions. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures functions with each combination of memory, architecture, variables, builds, images, roles, layers"
                    + " and region. Prints a table, draws a plot (sweep.svg), and recommends settings that are proven"
                    + " to be best.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  coldgate sweep checkout --env GOGC=100,200,off",
            "  coldgate sweep checkout --build plain='make zip' --build stripped='make zip STRIP=1'",
            "  coldgate sweep checkout --platform aws --memory 128MB,256MB,512MB,1GB --architecture x86_64,arm64"
        })
public final class SweepCommand implements Callable<Integer> {
    /** The smallest number of starts with which a rule can show a difference. */
    private static final int FEWEST_STARTS = 10;

    private static final int MOST_STARTS = 10_000;

    /** The default time limit: a sweep of many combinations takes long, but a day is longer than any CI job may run. */
    private static final Duration USUAL_LIMIT = Duration.ofHours(24);

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final SharedOptions.Functions functions = new SharedOptions.Functions();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions(
            new TimeLimit("Longest time to measure in each region, such as 2h (default: 24h)."),
            Output.within("the run's records, sweep.json and the plot", "sweep"),
            new Quiet(Quiet.NO_PROGRESS));

    @Option(names = "--memory", paramLabel = "SIZE", split = ",", description = "Memory settings, such as 128MB,1GB.")
    private List<String> memory = new ArrayList<>();

    @Option(
            names = "--architecture",
            paramLabel = "NAME",
            split = ",",
            description = "Architectures, x86_64,arm64; on aws only, for a package that runs on both.")
    private List<String> architectures = new ArrayList<>();

    @Option(
            names = "--env",
            paramLabel = "NAME=VALUES",
            description = "Values of a variable, such as GOGC=100,200,off; may be repeated.")
    private List<String> variables = new ArrayList<>();

    @Option(
            names = "--build",
            paramLabel = "NAME=COMMAND",
            description = "A command that builds the function's package in another way, to the same path; repeat it"
                    + " for each way.")
    private List<String> builds = new ArrayList<>();

    @Option(
            names = "--image",
            paramLabel = "NAME=IMAGE",
            description = "A container image in place of the function's code; repeat it for each image.")
    private List<String> images = new ArrayList<>();

    @Option(
            names = "--role",
            paramLabel = "NAME=ARN",
            description = "An execution role; on aws only; repeat it for each role.")
    private List<String> roles = new ArrayList<>();

    @Option(
            names = "--layers",
            paramLabel = "NAME=LAYERS",
            description =
                    "Layers in place of the function's, separated by commas, such as tools=arn:aws:…:layer:tools:3;"
                            + " none= for no layers; repeat it for each choice. On embedded, a layer is a folder or"
                            + " a zip, such as tools=./layers/tools.")
    private List<String> layers = new ArrayList<>();

    @Option(
            names = "--region",
            paramLabel = "NAME",
            split = ",",
            description = "Regions, measured one after the other; on aws only.")
    private List<String> regions = new ArrayList<>();

    @Option(
            names = "--starts",
            paramLabel = "N",
            description = "Cold starts of each combination (default: ${DEFAULT-VALUE}).")
    private int starts = 50;

    @Mixin
    private final SharedOptions.FanOut fanOut = new SharedOptions.FanOut();

    SweepCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        var unused = OptionValues.within(spec, "--starts", starts, FEWEST_STARTS, MOST_STARTS);
        Axes axes =
                SweepAxes.axes(new SweepAxes.Words(builds, images, memory, architectures, roles, layers, variables));
        List<String> checked = SweepAxes.regions(regions);
        ReadOptions options = new ReadOptions(measuring.platform(), Optional.empty(), fanOut.given());
        List<String> chosen = functions.patterns();
        Thresholds thresholds =
                ThresholdsInput.select(ThresholdsInput.read(measuring.file(), options, chosen), chosen, "");

        PlatformName where = RunTarget.of(thresholds).platform();
        SweepChecks.require(where, thresholds, axes, checked);
        RunListener listener = new TerminalListener(terminal, measuring.quiet(), false);
        SweepRun run = new SweepRun(
                SweepPlan.of(thresholds, axes, starts),
                where,
                checked,
                new SweepRun.Options(
                        measuring.seed().orRandom(), measuring.timeLimit().orElse(USUAL_LIMIT), measuring.output()),
                listener);
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            SweepRun.Result result = run.run();
            terminal.out().print(measuring.json() ? result.json() : SweepText.render(result.result()));
            result.tell(listener);
            return result.exitCode();
        });
    }
}
