package io.coldgate.run.canary;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.read.Quantiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The limits of a candidate: what the command says, else the function's regression limits, else the usual. */
public final class CanaryLimits {
    /** As wide as the noise of invocations allows on most functions; the limit that README and init suggest. */
    private static final double USUAL_TOLERANCE = .1;

    private CanaryLimits() {}

    /**
     * Returns the usual limits: on warm invocations, which are most; on cold starts, of which there may be too few to
     * prove anything, a guard.
     */
    public static List<CanaryLimit> usual() {
        BudgetRule.Quantile median = Quantiles.named("p50").orElseThrow();
        return List.of(
                new CanaryLimit(Metric.WARM_DURATION, median, USUAL_TOLERANCE, true),
                new CanaryLimit(Metric.INIT_DURATION, median, USUAL_TOLERANCE, false),
                new CanaryLimit(Metric.DURATION, median, USUAL_TOLERANCE, false));
    }

    /** Returns the function's regression limits that REPORT lines can decide. */
    public static List<CanaryLimit> of(FunctionSpec function) {
        return function.comparison().regressions().stream()
                .filter(budget -> CanaryLimit.METRICS.contains(budget.metric()))
                .filter(budget -> budget.tolerance() instanceof Tolerance.Share)
                .map(CanaryLimits::of)
                .toList();
    }

    private static CanaryLimit of(RegressionBudget budget) {
        return new CanaryLimit(
                budget.metric(), budget.quantile(), ((Tolerance.Share) budget.tolerance()).share(), true);
    }

    /**
     * Returns the metric that a REPORT line tells under that name.
     *
     * @throws IllegalArgumentException with a message for the user when there is none
     */
    public static Metric metric(String name) {
        Optional<Metric> metric = CanaryLimit.METRICS.stream()
                .filter(each -> each.key().equals(name))
                .findFirst();
        return metric.orElseThrow(() -> new IllegalArgumentException("must be one of: "
                + CanaryLimit.METRICS.stream().map(Metric::key).collect(Collectors.joining(", "))));
    }
}
