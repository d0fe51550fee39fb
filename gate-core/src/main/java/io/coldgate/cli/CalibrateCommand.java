package io.coldgate.cli;

import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.cli.option.MeasuringOptions;
import io.coldgate.cli.option.OptionValues;
import io.coldgate.cli.option.Output;
import io.coldgate.cli.option.Quiet;
import io.coldgate.cli.option.SharedOptions;
import io.coldgate.cli.option.TimeLimit;
import io.coldgate.cli.terminal.Stoppable;
import io.coldgate.cli.terminal.Terminal;
import io.coldgate.cli.terminal.TerminalListener;
import io.coldgate.report.CalibrationJson;
import io.coldgate.report.CalibrationText;
import io.coldgate.run.CalibrationRun;
import io.coldgate.run.RunException;
import io.coldgate.run.RunListener;
import io.coldgate.run.ShutdownSignal;
import io.coldgate.run.ThresholdsInput;
import io.coldgate.run.Version;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coldgate calibrate}: how much a function differs from itself, and what limits that supports. */
@Command(
        name = "calibrate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures functions against themselves: prints their noise, budgets with headroom to paste, what each check"
                    + " of the file will cost, and which limits are too tight.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  coldgate calibrate", "  coldgate calibrate checkout --rounds 100"})
public final class CalibrateCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 10_000;

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final SharedOptions.Functions functions = new SharedOptions.Functions();

    @Mixin
    private final MeasuringOptions measuring = new MeasuringOptions(
            new TimeLimit("Longest time to measure, such as 2m."),
            Output.within("the run's records", "calibrate"),
            new Quiet(Quiet.NO_PROGRESS));

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds of each function, two cold starts each (default: ${DEFAULT-VALUE}).")
    private int rounds = 60;

    CalibrateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws RunException {
        OptionValues.within(spec, "--rounds", rounds, FunctionNoise.FEWEST_ROUNDS, MOST_ROUNDS);
        Thresholds whole =
                ThresholdsInput.read(measuring.file(), new ReadOptions(measuring.platform(), Optional.empty()));
        Thresholds chosen = ThresholdsInput.select(whole, functions.patterns(), "");
        RunListener listener = new TerminalListener(terminal, measuring.quiet(), false);
        CalibrationRun run = new CalibrationRun(
                new CalibrationRun.Options(
                        rounds, measuring.seed().orRandom(), measuring.timeLimit(), measuring.output()),
                listener);
        return Stoppable.run(terminal, new ShutdownSignal(run.stopSignal()), () -> {
            CalibrationRun.Result result = run.run(whole, chosen);
            result.calibration().ifPresent(calibration -> terminal.out().print(text(calibration)));
            result.tell(listener);
            return result.exitCode();
        });
    }

    private String text(Calibration calibration) {
        return measuring.json()
                ? CalibrationJson.render(calibration, Version.text())
                : CalibrationText.render(calibration);
    }
}
