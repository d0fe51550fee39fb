package io.coldgate.report.html;

import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Metric;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * What the plots of one metric of one function show.
 *
 * @param metric the metric
 * @param arms the candidate, and the baseline where there is one
 * @param limits results of the budgets on it
 * @param regressions results of the comparisons with the baseline
 */
record MetricView(Metric metric, List<ArmValues> arms, List<CheckResult> limits, List<CheckResult> regressions) {
    /** Values beyond the 95 % quantile by more than this many times the spread up to it would squeeze the rest. */
    private static final double FENCE = 2;

    private static final double LOW_QUANTILE = .05;
    private static final double HIGH_QUANTILE = .95;

    /** A limit farther out than this many times the range of the values stands at the edge, as a word. */
    private static final double LIMIT_WITHIN = 1.5;

    /** Every metric that a check is on, in the checks' order, where there is a start. */
    static List<MetricView> of(SeriesTally tally, List<CheckResult> results) {
        Set<Metric> metrics = new LinkedHashSet<>();
        for (CheckResult result : results) {
            if (result.check() instanceof Check.OfStarts starts) {
                metrics.add(starts.metric());
            } else if (result.check() instanceof Check.OfRegression regression) {
                metrics.add(regression.metric());
            }
        }
        List<MetricView> views = new ArrayList<>();
        for (Metric metric : metrics) {
            List<ArmValues> arms = new ArrayList<>();
            arms.add(ArmValues.of("candidate", tally.starts(), metric));
            if (!tally.baselineStarts().isEmpty()) {
                arms.add(ArmValues.of("baseline", tally.baselineStarts(), metric));
            }
            if (arms.get(0).size() > 0) {
                views.add(new MetricView(metric, arms, limits(results, metric), regressions(results, metric)));
            }
        }
        return views;
    }

    private static List<CheckResult> limits(List<CheckResult> results, Metric metric) {
        return results.stream()
                .filter(result -> result.check() instanceof Check.OfStarts starts && starts.metric() == metric)
                .toList();
    }

    private static List<CheckResult> regressions(List<CheckResult> results, Metric metric) {
        return results.stream()
                .filter(result -> result.check() instanceof Check.OfRegression other && other.metric() == metric)
                .toList();
    }

    ArmValues candidate() {
        return arms.get(0);
    }

    boolean hasBaseline() {
        return arms.size() > 1;
    }

    int failed() {
        return arms.stream().mapToInt(ArmValues::failed).sum();
    }

    /** The axis of the values: outliers lie beyond it and are counted there, and so do far limits. */
    Axis axis() {
        double[] all = arms.stream()
                .flatMapToDouble(arm -> DoubleStream.of(arm.finite()))
                .sorted()
                .toArray();
        if (all.length == 0) {
            double limit = limits.stream().mapToDouble(MetricView::limit).max().orElse(1);
            return Axis.of(0, limit, metric.dimension());
        }
        double low = io.coldgate.stats.Quantiles.nearestRank(all, LOW_QUANTILE);
        double high = io.coldgate.stats.Quantiles.nearestRank(all, HIGH_QUANTILE);
        double fence = high + FENCE * Math.max(high - low, high * .05);
        double greatest = Math.min(all[all.length - 1], fence);
        double reach = greatest + LIMIT_WITHIN * Math.max(greatest - all[0], greatest * .1);
        for (CheckResult result : limits) {
            double limit = limit(result);
            if (limit <= reach) {
                greatest = Math.max(greatest, limit);
            }
        }
        return Axis.of(Math.min(all[0], leastLimit(all[0], reach)), greatest, metric.dimension());
    }

    private double leastLimit(double least, double reach) {
        return limits.stream()
                .mapToDouble(MetricView::limit)
                .filter(limit -> limit <= reach && limit > least / 2)
                .min()
                .orElse(least);
    }

    static double limit(CheckResult result) {
        return ((Check.OfStarts) result.check()).limit().value();
    }

    /** A value as people read it. */
    String amount(double value) {
        return Double.isInfinite(value) ? "failed start" : new Quantity(value, metric.dimension()).format();
    }
}
