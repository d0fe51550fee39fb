package io.coldgate.cost;

import io.coldgate.gate.GatePlan;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The pace of a recorded run: the time of each function's starts, including updates and waiting. It is used for
 * forecasts, never for verdicts.
 */
public final class PastPace {
    /** The pace if there is no recorded run. */
    public static final PastPace NONE = new PastPace();

    /** The minimum number of starts: the first ones are slower. */
    private static final int ENOUGH = 10;

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Map<String, Function> functions = new HashMap<>();
    private String platform = "";
    private long last;

    /** The starts of one function, and the time between each of them and the record before. */
    private static final class Function {
        private int starts;
        private long millis;
        private boolean together;
    }

    /**
     * Adds the next record of the run. The time of a start is the time since the previous attempt of any function. The
     * sum is thus the time of the run, and the starts of a fan-out share the time of their update.
     */
    public void accept(ResultsRecord entry) {
        if (entry instanceof ResultsRecord.Run run) {
            platform = run.header().platform();
            last = 0;
        } else if (entry instanceof ResultsRecord.Sampled sampled) {
            started(sampled.start(), sampled.launch());
        } else if (entry instanceof ResultsRecord.Discarded discarded) {
            // The first starts follow the deployment, which is forecast separately.
            last = Math.max(last, discarded.start().atMillis());
        } else if (entry instanceof ResultsRecord.Rejected rejected) {
            last = Math.max(last, rejected.atMillis());
        }
        // Other records are not starts: their time is forecast separately, or is part of the next start's time.
    }

    private void started(Start start, int launch) {
        Function function = functions.computeIfAbsent(start.function(), name -> new Function());
        if (last > 0) {
            function.starts++;
            function.millis += Math.max(0, start.atMillis() - last);
            function.together = function.together || launch > 0;
        }
        last = Math.max(last, start.atMillis());
    }

    /**
     * Returns the seconds that one start of the function took. Empty if it was not measured often enough, on another
     * platform, or if only one of the two runs uses a fan-out.
     */
    OptionalDouble secondsPerStart(GatePlan.FunctionPlan plan) {
        Function function = functions.get(plan.spec().name());
        boolean together = plan.spec().sampling().fanOut().starts() > 1;
        if (function == null
                || function.starts < ENOUGH
                || function.together != together
                || !platform.equals(plan.spec().target().platform().key())) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(function.millis / MILLIS_PER_SECOND / function.starts);
    }

    /** Returns whether the function's time is forecast from its recorded time. */
    public boolean knows(GatePlan.FunctionPlan plan) {
        return secondsPerStart(plan).isPresent();
    }
}
