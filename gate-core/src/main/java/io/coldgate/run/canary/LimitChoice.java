package io.coldgate.run.canary;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.UnseenLimit;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionSpec;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.read.Quantiles;
import io.coldgate.unit.Percentage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The choice of a candidate's limits: the function's regression limits on metrics that REPORT lines contain, and the
 * usual limits. Why those on cold starts are guards: docs/adr/0026-canary-limits-of-the-file.md.
 */
public final class LimitChoice {
    /**
     * The usual tolerance: it covers the noise of invocations of most functions, and README and init suggest it too.
     */
    private static final double USUAL_TOLERANCE = .1;

    /** Metrics that REPORT lines lack, each with the nearest metric in REPORT lines, which grows with it. */
    private static final Map<Metric, Metric> STAND_INS = Map.of(
            Metric.INIT_CPU, Metric.INIT_DURATION,
            Metric.CLIENT_LATENCY, Metric.COLD_DURATION,
            Metric.WARM_LATENCY, Metric.WARM_DURATION);

    private static final Comparator<CanaryLimit> ORDER =
            Comparator.comparingInt(limit -> CanaryLimit.METRICS.indexOf(limit.metric()));

    private LimitChoice() {}

    /**
     * Returns the usual limits. Warm invocations, the majority, have a deciding limit. Cold starts may be too few to
     * prove anything, so their limit is a guard.
     */
    public static CanaryLimits usual() {
        BudgetRule.Quantile median = Quantiles.named("p50").orElseThrow();
        return new CanaryLimits(
                List.of(
                        limit(Metric.WARM_DURATION, median, USUAL_TOLERANCE),
                        limit(Metric.INIT_DURATION, median, USUAL_TOLERANCE),
                        limit(Metric.DURATION, median, USUAL_TOLERANCE)),
                List.of());
    }

    /**
     * Returns the function's regression limits that REPORT lines can decide; substitutes for the other limits; and the
     * usual limits on metrics that the file does not limit.
     */
    public static CanaryLimits of(FunctionSpec function) {
        List<CanaryLimit> compared = new ArrayList<>();
        List<RegressionBudget> others = new ArrayList<>();
        for (RegressionBudget budget : function.comparison().regressions()) {
            Optional<CanaryLimit> seen = limit(budget, budget.metric());
            seen.ifPresentOrElse(compared::add, () -> others.add(budget));
        }
        List<UnseenLimit> unseen = new ArrayList<>();
        for (RegressionBudget budget : others) {
            Optional<CanaryLimit> instead = standIn(budget).map(limit -> added(limit, compared));
            unseen.add(new UnseenLimit(budget.metric(), budget.quantile(), text(budget), instead));
        }
        for (CanaryLimit usual : usual().compared()) {
            if (compared.stream().noneMatch(limit -> limit.metric().equals(usual.metric()))) {
                compared.add(usual);
            }
        }
        compared.sort(ORDER);
        return new CanaryLimits(compared, unseen);
    }

    /**
     * Returns the limit on the metric that stands in for the budget's; a metric of one event is replaced by the metric
     * of all events.
     */
    private static Optional<CanaryLimit> standIn(RegressionBudget budget) {
        Metric ofAny = budget.metric().ofAny();
        return limit(budget, STAND_INS.getOrDefault(ofAny, ofAny));
    }

    /** Returns an existing limit that is at least as strict, or adds this one. */
    private static CanaryLimit added(CanaryLimit limit, List<CanaryLimit> compared) {
        Optional<CanaryLimit> there = compared.stream()
                .filter(each -> each.metric().equals(limit.metric()))
                .filter(each -> each.quantile().equals(limit.quantile()))
                .filter(each -> each.tolerance() <= limit.tolerance())
                .findFirst();
        if (there.isEmpty()) {
            compared.add(limit);
        }
        return there.orElse(limit);
    }

    private static Optional<CanaryLimit> limit(RegressionBudget budget, Metric metric) {
        return CanaryLimit.METRICS.contains(metric) && budget.tolerance() instanceof Tolerance.Share share
                ? Optional.of(limit(metric, budget.quantile(), share.share()))
                : Optional.empty();
    }

    /** Creates a limit. Limits on cold starts are guards, because cold starts in production cannot be forced. */
    private static CanaryLimit limit(Metric metric, BudgetRule.Quantile quantile, double tolerance) {
        boolean ofColdStarts = !metric.equals(Metric.WARM_DURATION) && !metric.equals(Metric.MAX_MEMORY);
        return new CanaryLimit(metric, quantile, tolerance, !ofColdStarts);
    }

    /** Returns the tolerance as in the file; for a metric where more is better, the permitted decrease. */
    private static String text(RegressionBudget budget) {
        if (budget.tolerance() instanceof Tolerance.Amount added) {
            return "+" + added.amount().format();
        }
        double share = ((Tolerance.Share) budget.tolerance()).share();
        return budget.metric().moreIsBetter()
                ? "-" + Percentage.format(1 - 1 / (1 + share))
                : "+" + Percentage.format(share);
    }

    /**
     * Returns the metric of that name in REPORT lines.
     *
     * @throws IllegalArgumentException with a message for the user if there is none
     */
    public static Metric metric(String name) {
        Optional<Metric> metric = CanaryLimit.METRICS.stream()
                .filter(each -> each.key().equals(name))
                .findFirst();
        return metric.orElseThrow(() -> new IllegalArgumentException("must be one of: "
                + CanaryLimit.METRICS.stream().map(Metric::key).collect(Collectors.joining(", "))));
    }
}
