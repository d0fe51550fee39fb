package io.coldgate.cli;

import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.CalibrationPlan;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.platform.PlatformOptions;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One A/A run of functions, on the same street as a check. */
final class CalibrationRun {
    /** What functions print may be of any length. */
    private static final int LONGEST_LINE = 500;

    private final Terminal terminal;
    private final Wishes wishes;

    /** What the options say. */
    record Wishes(int rounds, long seed, Optional<Path> output, boolean quiet) {}

    /**
     * What came of it.
     *
     * @param calibration empty when the run was stopped before anything was measured
     */
    record Result(int exitCode, Optional<Calibration> calibration) {}

    CalibrationRun(Terminal terminal, Wishes wishes) {
        this.terminal = terminal;
        this.wishes = wishes;
    }

    /**
     * Measures and reports.
     *
     * @param whole the file: its checks share the level of a false alarm
     * @param chosen the functions to measure
     */
    Result run(Thresholds whole, Thresholds chosen, Consumer<Calibration> report) throws CommandException {
        AtomicReference<@Nullable Calibration> found = new AtomicReference<>();
        CheckRun run = new CheckRun(
                terminal,
                chosen,
                CalibrationPlan.of(chosen, wishes.rounds()),
                new CheckRun.Wishes(
                        wishes.seed(),
                        Optional.empty(),
                        Optional.empty(),
                        wishes.output(),
                        new PlatformOptions(ThresholdsInput.region(chosen), ThresholdsInput.endpoint(chosen)),
                        false,
                        wishes.quiet(),
                        false),
                Map.of(CalibrateCommand.FACT, "each function against itself"),
                (build, output, interrupted) -> {
                    Calibration calibration = calibration(build, whole);
                    found.set(calibration);
                    report.accept(calibration);
                    return exitCode(calibration, interrupted);
                });
        int exitCode = run.run();
        return new Result(exitCode, Optional.ofNullable(found.get()));
    }

    private Calibration calibration(GateEvaluation build, Thresholds whole) {
        return Calibration.of(build, whole, wishes.rounds());
    }

    private int exitCode(Calibration calibration, boolean interrupted) {
        for (FunctionNoise function : calibration.functions()) {
            if (!function.trouble().isEmpty()) {
                terminal.error("could not measure " + function.function() + ": "
                        + Printable.lines(function.trouble(), LONGEST_LINE));
            }
        }
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return calibration.isBroken() ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }
}
