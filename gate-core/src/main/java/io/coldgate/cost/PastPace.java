package io.coldgate.cost;

import io.coldgate.gate.GatePlan;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The pace of a run that was recorded: how long each function's starts took there, updates and waiting included. For a
 * forecast, never for a verdict.
 */
public final class PastPace {
    /** The pace of no run. */
    public static final PastPace NONE = new PastPace();

    /** Fewer starts say too little: the first ones are slower. */
    private static final int ENOUGH = 10;

    private static final double MILLIS_PER_SECOND = 1e3;

    private final Map<String, Function> functions = new HashMap<>();
    private String platform = "";
    private long last;

    /** The starts of one function, and the time from the record before each of them. */
    private static final class Function {
        private int starts;
        private long millis;
        private boolean together;
    }

    /**
     * Takes the next record of the run. The time of a start is what has passed since the attempt before it, whichever
     * function's that was: so the sum is the run's, and a fan-out's starts share their update's.
     */
    public void accept(ResultsRecord entry) {
        if (entry instanceof ResultsRecord.Run run) {
            platform = run.header().platform();
            last = 0;
        } else if (entry instanceof ResultsRecord.Sampled sampled) {
            started(sampled.start(), sampled.launch());
        } else if (entry instanceof ResultsRecord.Discarded discarded) {
            // The first ones come after the deployment, which is forecast by itself.
            last = Math.max(last, discarded.start().atMillis());
        } else if (entry instanceof ResultsRecord.Rejected rejected) {
            last = Math.max(last, rejected.atMillis());
        }
        // Other records are no start: the time that they take is forecast by itself, or is part of the next start's.
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
     * Returns the seconds that one start of the function took. Empty where it was not measured often enough, on another
     * platform, or with a fan-out where there is none now.
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

    /** Returns whether the function's time is forecast from what it took there. */
    public boolean knows(GatePlan.FunctionPlan plan) {
        return secondsPerStart(plan).isPresent();
    }
}
