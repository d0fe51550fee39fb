package io.coldgate.cost;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.GatePlan;
import io.coldgate.sample.Metric;
import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.Invocations;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The forecast for measuring one function.
 *
 * @param starts number of cold starts, including the first ones and those in flight at the verdict
 * @param updates number of configuration updates
 * @param further number of invocations of environments that were already started
 * @param seconds approximate time, based on an earlier run of the function or on a small function
 */
public record Forecast(int starts, int updates, int further, double seconds) {
    /**
     * The billed time assumed for an invocation without a limit; few cold starts of small functions are billed as long.
     */
    private static final double BILLED_WITHOUT_LIMIT_NANOS = 1e9;

    private static final double MILLIS_PER_SECOND = 1e3;

    private static final Set<Metric> BILLED =
            Set.of(Metric.COLD_DURATION, Metric.BILLED_DURATION, Metric.INIT_DURATION, Metric.DURATION);

    /**
     * Returns the forecast if everything is well within its budget: the first possible PASS of the check that needs the
     * most.
     */
    public static Forecast least(GatePlan.FunctionPlan plan, PastPace past) {
        int rounds = firstRounds(plan);
        int starts = 0;
        for (BudgetCheck check : plan.startChecks()) {
            starts = Math.max(starts, plan.spec().configuration().startsFor(check.metric(), first(check)));
        }
        // Without a quantile, nothing is decided before the cap.
        boolean onlyMax = starts == 0 && rounds == 0;
        return of(plan, onlyMax ? plan.maxSamples() : Math.max(0, starts - rounds), rounds, past);
    }

    /** Returns the forecast if every check runs to its cap. */
    public static Forecast most(GatePlan.FunctionPlan plan, PastPace past) {
        int rounds = plan.regressionChecks().stream()
                .mapToInt(check -> plan.spec().configuration().startsFor(check.metric(), check.maxRounds()))
                .max()
                .orElse(0);
        return of(plan, Math.max(0, plan.maxSamples() - rounds), rounds, past);
    }

    /**
     * Returns the number of rounds until a check against the baseline can pass, which is the same for all such checks.
     */
    private static int firstRounds(GatePlan.FunctionPlan plan) {
        return plan.regressionChecks().stream()
                .mapToInt(check -> plan.spec()
                        .configuration()
                        .startsFor(
                                check.metric(),
                                RelativeRule.firstPossiblePass(check.quantile().p(), check.missed())))
                .max()
                .orElse(0);
    }

    /**
     * Returns the number of samples until that check can pass; 0 for a {@code max}, which watches the samples of other
     * checks.
     */
    public static int first(BudgetCheck check) {
        return check.budgetRule() instanceof BudgetRule.Quantile quantile
                ? AbsoluteDecider.firstPossiblePass(quantile.p(), check.missed())
                : 0;
    }

    /**
     * Returns the forecast for the first starts of each copy, rounds of both arms, and starts of the candidate alone.
     *
     * @param alone the candidate's starts outside rounds
     */
    private static Forecast of(GatePlan.FunctionPlan plan, int alone, int rounds, PastPace past) {
        if (plan.isOfPackageOnly()) {
            return new Forecast(0, 0, 0, 0);
        }
        FunctionSpec function = plan.spec();
        FanOut fanOut = function.sampling().fanOut();
        int arms = plan.regressionChecks().isEmpty() ? 1 : 2;
        int copies = arms * fanOut.copies();
        int discards = copies * function.sampling().discard();
        int discardUpdates = copies * ceil(function.sampling().discard(), fanOut.starts());
        int cap = plan.maxSamples();
        int roundsLaunched = Math.min(cap, whole(rounds, fanOut.starts()));
        int aloneLaunched = Math.min(Math.max(0, cap - roundsLaunched), whole(alone, fanOut.starts()));
        int starts = discards + arms * roundsLaunched + aloneLaunched;
        int updates = discardUpdates + arms * ceil(rounds, fanOut.starts()) + ceil(aloneLaunched, fanOut.starts());
        Pace pace = Pace.of(function.target().platform());
        OptionalDouble each = past.secondsPerStart(plan);
        int samples = starts - discards;
        Invocations besides = function.configuration().invocations();
        int warmedUp = besides.warmUp().isPresent() ? samples : 0;
        int further = samples * besides.warm() + warmedUp;
        if (each.isPresent()) {
            return new Forecast(
                    starts + warmedUp,
                    updates + warmedUp,
                    further,
                    pace.deploying(copies) + starts * each.getAsDouble());
        }
        double pauses =
                besides.warmUp().map(warmUp -> warmUp.pause().toMillis()).orElse(0L) / MILLIS_PER_SECOND;
        double seconds = pace.deploying(copies)
                + pace.seconds(updates + warmedUp, starts + warmedUp, fanOut)
                + further * pace.warmSeconds()
                + warmedUp * pauses;
        return new Forecast(
                starts + warmedUp,
                updates + warmedUp,
                further,
                isPublished(function) ? seconds + Pace.publishing(updates + warmedUp) : seconds);
    }

    /** Returns whether each update is followed by a version with a snapshot or with provisioned environments. */
    public static boolean isPublished(FunctionSpec function) {
        return function.target().cloud().snapStart().orElse(false)
                || function.target().cloud().provisionedConcurrency().isPresent();
    }

    private static int ceil(int starts, int fanOut) {
        return (starts + fanOut - 1) / fanOut;
    }

    private static int whole(int starts, int fanOut) {
        return ceil(starts, fanOut) * fanOut;
    }

    /** Returns the billed time assumed for each start: the longest limit on a time that the platform bills. */
    public static double billedNanos(GatePlan.FunctionPlan plan) {
        return plan.startChecks().stream()
                .filter(check -> BILLED.contains(check.metric().ofAny()))
                .mapToDouble(check -> check.limit().value())
                .max()
                .orElse(BILLED_WITHOUT_LIMIT_NANOS);
    }

    /** Returns the cost in US dollars on AWS, including the logs of the functions that the gate deploys. */
    public double dollars(GatePlan.FunctionPlan plan, Prices prices) {
        FunctionSpec function = plan.spec();
        double invocation = prices.invocation(
                        function.configuration().architecture(),
                        function.configuration().memoryMegabytes(),
                        billedNanos(plan))
                + prices.log();
        return (starts + further) * invocation;
    }
}
