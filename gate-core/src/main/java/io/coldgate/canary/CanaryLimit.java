package io.coldgate.canary;

import io.coldgate.logs.LoggedInvocation;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.unit.Percentage;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The amount by which the candidate may exceed the stable version in their REPORT lines.
 *
 * @param metric one of {@link #METRICS}
 * @param quantile its quantile
 * @param tolerance .1 for {@code +10%}
 * @param required whether a step ends only when the limit is proven to be met; otherwise it is a guard, which can only
 *     fail
 */
public record CanaryLimit(Metric metric, BudgetRule.Quantile quantile, double tolerance, boolean required) {
    /** The metrics in REPORT lines, separately for cold and warm invocations; memory covers both. */
    public static final List<Metric> METRICS = List.of(
            Metric.WARM_DURATION,
            Metric.INIT_DURATION,
            Metric.DURATION,
            Metric.COLD_DURATION,
            Metric.RESTORE_DURATION,
            Metric.BILLED_DURATION,
            Metric.MAX_MEMORY);

    /** Returns the invocation's value of the metric; +infinity if it failed, empty if it has none. */
    OptionalDouble value(LoggedInvocation invocation) {
        if (metric.equals(Metric.MAX_MEMORY)) {
            return invocation.maxMemory();
        }
        if (metric.equals(Metric.WARM_DURATION) == invocation.isCold()) {
            return OptionalDouble.empty();
        }
        if (metric.equals(Metric.INIT_DURATION)) {
            return invocation.report().initDuration();
        }
        if (metric.equals(Metric.RESTORE_DURATION)) {
            return invocation.report().restoreDuration();
        }
        if (invocation.failure().isPresent()) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        if (metric.equals(Metric.BILLED_DURATION)) {
            return invocation.report().billedDuration();
        }
        OptionalDouble duration = invocation.duration();
        if (!metric.equals(Metric.COLD_DURATION)) {
            return duration;
        }
        OptionalDouble init = invocation.initOrRestore();
        return init.isPresent() && duration.isPresent()
                ? OptionalDouble.of(init.getAsDouble() + duration.getAsDouble())
                : OptionalDouble.empty();
    }

    /** Returns the limit for people: {@code warm_duration p50 +10%}. */
    public String text() {
        return metric.key() + " " + quantile.key() + " +" + Percentage.format(tolerance);
    }
}
