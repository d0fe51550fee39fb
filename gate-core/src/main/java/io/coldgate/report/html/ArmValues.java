package io.coldgate.report.html;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * One metric of one arm's starts.
 *
 * @param name {@code candidate} or {@code baseline}
 * @param inOrder the values in the order in which they were measured, in the base unit; +infinity for a failed start
 * @param sorted the same, ascending
 */
record ArmValues(String name, double[] inOrder, double[] sorted) {
    /** The values of the starts that have the metric. */
    static ArmValues of(String name, List<Start> starts, Metric metric) {
        return of(
                name,
                starts.stream()
                        .filter(start -> start.value(metric).isPresent())
                        .mapToDouble(start -> start.value(metric).getAsDouble())
                        .toArray());
    }

    /** Returns a view of these values. */
    static ArmValues of(String name, double[] inOrder) {
        double[] sorted = inOrder.clone();
        Arrays.sort(sorted);
        return new ArmValues(name, inOrder, sorted);
    }

    int size() {
        return sorted.length;
    }

    /** Starts that failed: they are over every budget. */
    int failed() {
        return (int) Arrays.stream(sorted).filter(Double::isInfinite).count();
    }

    /** Returns those that did not. */
    double[] finite() {
        return Arrays.copyOf(sorted, size() - failed());
    }

    /** The nearest-rank quantile over all starts; +infinity for a failed start. At least one start. */
    double quantile(double p) {
        return Quantiles.nearestRank(sorted, p);
    }
}
