package io.coldgate.calibrate;

import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.SeriesTally;
import io.coldgate.thresholds.Thresholds;
import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of an A/A run.
 *
 * @param thresholdsFile the file as given by the user
 * @param platform the platform
 * @param seed the seed of the order, the coins and the replays
 * @param roundsAskedFor the requested rounds of each function
 * @param functions the functions, in the file's order
 */
public record Calibration(
        String thresholdsFile, String platform, long seed, int roundsAskedFor, List<FunctionNoise> functions) {
    /** The number of replays for each forecast. */
    public static final int REPLAYS = Forecaster.REPLAYS;

    /** Copies the list. */
    public Calibration {
        functions = List.copyOf(functions);
    }

    /**
     * Evaluates a run.
     *
     * @param build the run, with a {@link CalibrationPlan}
     * @param whole the file with all its functions, which share the false-alarm level
     */
    public static Calibration of(GateEvaluation build, Thresholds whole, int rounds) {
        GatePlan checks = GatePlan.of(whole);
        long seed = build.header().orElseThrow().seed();
        List<FunctionNoise> functions = new ArrayList<>();
        for (SeriesTally tally : build.allSeries()) {
            GatePlan.FunctionPlan plan = checks.functions().stream()
                    .filter(function -> function.spec().name().equals(tally.function()))
                    .findFirst()
                    .orElseThrow();
            functions.add(FunctionNoise.of(tally, plan, whole.falseAlarm(), seed));
        }
        return new Calibration(whole.shownAs(), build.header().orElseThrow().platform(), seed, rounds, functions);
    }

    /** Returns how much of a function was measured, such as "21 of 300 rounds". */
    public String taken(FunctionNoise function) {
        return function.rounds() + " of " + roundsAskedFor + " rounds";
    }

    /** Returns whether a function could not be measured. */
    public boolean isBroken() {
        return functions.stream().anyMatch(function -> !function.trouble().isEmpty());
    }
}
