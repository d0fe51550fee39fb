package io.coldgate.report.html;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.MetricCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ToolSeries;
import io.coldgate.stats.Quantiles;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * One series of values, prepared for plots.
 *
 * @param name the name of the metric or of another tool's series
 * @param unit the unit of the values
 * @param thing the thing that one value measures: {@code cold start} or {@code sample}
 * @param arms the candidate, and the baseline if there is one
 * @param limits limits on the values
 * @param regressions results of the comparisons with the baseline
 */
record MetricView(
        String name,
        ValueUnit unit,
        String thing,
        List<ArmValues> arms,
        List<Limit> limits,
        List<CheckResult> regressions) {
    /** The longest name; names come from files. */
    private static final int LONGEST_NAME = 200;

    /**
     * If outliers would squeeze the other values into less than half of the axis, the axis ends at this many times the
     * spread beyond the 95 % quantile.
     */
    private static final double FENCE = 2;

    private static final double LOW_QUANTILE = .05;
    private static final double HIGH_QUANTILE = .95;

    /** A limit farther out than this many times the range of the values is shown as a label at the edge. */
    private static final double LIMIT_WITHIN = 1.5;

    /** Returns a view of every metric with a check, in the order of the checks, if there is a start. */
    static List<MetricView> of(SeriesTally tally, List<CheckResult> results) {
        Set<Metric> metrics = new LinkedHashSet<>();
        for (CheckResult result : results) {
            if (result.check() instanceof MetricCheck limited) {
                metrics.add(limited.metric());
            }
        }
        List<MetricView> views = new ArrayList<>();
        for (Metric metric : metrics) {
            List<ArmValues> arms = ArmValues.of(tally.starts(), tally.baselineStarts(), metric);
            if (arms.get(0).size() > 0) {
                views.add(of(metric, arms, results));
            }
        }
        return views;
    }

    private static MetricView of(Metric metric, List<ArmValues> arms, List<CheckResult> results) {
        List<CheckResult> limits = results.stream()
                .filter(result -> result.check() instanceof BudgetCheck starts
                        && starts.metric().equals(metric))
                .toList();
        List<CheckResult> regressions = results.stream()
                .filter(result -> result.check() instanceof RegressionCheck other
                        && other.metric().equals(metric))
                .toList();
        return new MetricView(metric.key(), unit(metric.dimension()), "cold start", arms, limits(limits), regressions);
    }

    /** Returns a view of another tool's series, which must have values. */
    static MetricView of(ToolSeries series, List<CheckResult> results) {
        String name = (series.id().shown() + " " + series.id().metric()).strip();
        return new MetricView(
                Printable.escape(name, LONGEST_NAME),
                series.unit(),
                "sample",
                List.of(ArmValues.of("candidate", series.values().toArray())),
                limits(results),
                List.of());
    }

    private static List<Limit> limits(List<CheckResult> results) {
        return results.stream().flatMap(result -> Limit.of(result).stream()).toList();
    }

    private static ValueUnit unit(Dimension dimension) {
        return switch (dimension) {
            case TIME -> ValueUnit.TIME;
            case SIZE -> ValueUnit.SIZE;
            case COUNT -> ValueUnit.COUNT;
        };
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

    /** Returns the axis of the values. Outliers and distant limits are beyond it; outliers are counted there. */
    Axis axis() {
        double[] all = arms.stream()
                .flatMapToDouble(arm -> DoubleStream.of(arm.finite()))
                .sorted()
                .toArray();
        if (all.length == 0) {
            double limit = limits.stream().mapToDouble(Limit::value).max().orElse(1);
            return Axis.of(0, limit, unit);
        }
        double least = all[0];
        double greatest = Math.min(all[all.length - 1], fence(all));
        double reach = LIMIT_WITHIN * Math.max(greatest - least, greatest * .1);
        double from = least;
        double to = greatest;
        for (Limit limit : limits) {
            if (limit.value() >= least - reach && limit.value() <= greatest + reach) {
                from = Math.min(from, limit.value());
                to = Math.max(to, limit.value());
            }
        }
        return Axis.of(from, to, unit);
    }

    private static double fence(double[] sorted) {
        double low = Quantiles.nearestRank(sorted, LOW_QUANTILE);
        double high = Quantiles.nearestRank(sorted, HIGH_QUANTILE);
        double fence = high + FENCE * Math.max(high - low, high * .05);
        return sorted[sorted.length - 1] <= fence + (fence - low) ? Double.POSITIVE_INFINITY : fence;
    }

    /** Returns a value formatted for people. */
    String amount(double value) {
        return Double.isInfinite(value) ? "failed" : unit.format(value);
    }
}
