package io.coldgate.run;

import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.CalibrationPlan;
import io.coldgate.measure.StopSignal;
import io.coldgate.sample.RunKind;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** One A/A run of functions; it follows the same steps as a check. */
public final class CalibrationRun {
    /** The longest line that is shown; functions may print lines of any length. */
    private static final int LONGEST_LINE = 500;

    private final Options options;
    private final RunListener listener;
    private final StopSignal stop;

    /**
     * Options of a calibration.
     *
     * @param rounds rounds of each function, two cold starts each
     * @param seed seed of the order of the starts and of the replays
     * @param timeLimit replaces every function's own time limit
     * @param output folder for the run's files; empty for the default beside the thresholds file
     */
    public record Options(int rounds, long seed, Optional<Duration> timeLimit, Optional<Path> output) {}

    /**
     * The result of a calibration.
     *
     * @param exitCode 0, 4 when a function could not be measured, or 130
     * @param calibration empty when the run was stopped before anything was measured
     * @param end how the run ended
     */
    public record Result(int exitCode, Optional<Calibration> calibration, RunEnd end) {
        /** Reports what could not be measured, the location of the results, and anything left behind. */
        public void tell(RunListener listener) {
            tellTrouble(listener);
            end.tell(listener);
        }

        /** Reports what could not be measured. */
        void tellTrouble(RunListener listener) {
            calibration.ifPresent(found -> found.functions().stream()
                    .filter(function -> !function.trouble().isEmpty())
                    .forEach(function -> listener.error("could not measure " + function.function() + ": "
                            + Printable.lines(function.trouble(), LONGEST_LINE))));
            if (end.interrupted()) {
                listener.error("interrupted; " + taken());
            }
        }

        private String taken() {
            return calibration
                    .map(found -> found.functions().stream()
                            .map(function -> function.function() + ": " + found.taken(function))
                            .collect(Collectors.joining(", ")))
                    .orElse("nothing was deployed");
        }
    }

    /** A calibration with a stop signal of its own. */
    public CalibrationRun(Options options, RunListener listener) {
        this(options, listener, new StopSignal());
    }

    /** A calibration that shares its stop signal with other runs. */
    CalibrationRun(Options options, RunListener listener, StopSignal stop) {
        this.options = options;
        this.listener = listener;
        this.stop = stop;
    }

    /** Returns the signal that stops the run early; other threads may use it. */
    public StopSignal stopSignal() {
        return stop;
    }

    /**
     * Measures.
     *
     * @param whole the whole file, whose checks share the false-alarm level
     * @param chosen the functions to measure
     * @throws RunException with exit code 2 when nothing was deployed because of a mistake, 4 when nothing could be
     *     measured
     */
    public Result run(Thresholds whole, Thresholds chosen) throws RunException {
        RunTarget target = RunTarget.of(chosen);
        RunSpec spec = RunSpec.builder()
                .kind(RunKind.CALIBRATION)
                .seed(options.seed())
                .timeLimit(options.timeLimit())
                .output(options.output())
                .target(Optional.of(target))
                .build();
        MeasuredRun.Ended<Calibration> ended = new MeasuredRun(
                        chosen, CalibrationPlan.of(chosen, options.rounds()), ResultsInput.NONE, spec, listener, stop)
                .run((evaluation, explanations, folder, interrupted) ->
                        Calibration.of(evaluation, whole, options.rounds()));
        return new Result(exitCode(ended.made(), ended.end().interrupted()), ended.made(), ended.end());
    }

    private static int exitCode(Optional<Calibration> calibration, boolean interrupted) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return calibration.filter(Calibration::isBroken).isPresent() ? ExitCode.COULD_NOT_MEASURE : ExitCode.PASS;
    }
}
