package io.coldgate.sweep;

import io.coldgate.stats.Defaults;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.Quantiles;
import java.util.Arrays;

/**
 * The figures of one metric in one combination.
 *
 * @param n number of starts that have the metric
 * @param p50 the median; infinite when half of the starts failed
 * @param p50Interval 95 % on each side
 * @param p95 the 95th percentile
 * @param p95Interval 95 % on each side
 */
public record MetricFigures(int n, double p50, QuantileInterval p50Interval, double p95, QuantileInterval p95Interval) {
    private static final double MEDIAN = .5;
    private static final double TAIL = .95;

    /** Returns the figures of these values, at least one. */
    static MetricFigures of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new MetricFigures(
                sorted.length,
                Quantiles.nearestRank(sorted, MEDIAN),
                QuantileInterval.of(sorted, MEDIAN, Defaults.INTERVAL_LEVEL),
                Quantiles.nearestRank(sorted, TAIL),
                QuantileInterval.of(sorted, TAIL, Defaults.INTERVAL_LEVEL));
    }
}
