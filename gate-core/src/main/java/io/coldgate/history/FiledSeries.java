package io.coldgate.history;

import io.coldgate.sample.Arm;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.Quantiles;
import io.coldgate.unit.ValueUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A sketch of a series: some of its quantiles.
 *
 * @param key which series
 * @param unit the unit of its values
 * @param n how many values it had
 * @param failed how many of them were failed starts, which count as infinite
 * @param quantiles the quantiles of {@link #PROBABILITIES}
 */
public record FiledSeries(Key key, ValueUnit unit, int n, int failed, List<Quantile> quantiles) {
    /**
     * The quantiles that are kept of each series: the median for the trend, the quartiles for the spread of the middle,
     * and the 5th and 95th percentiles. A higher quantile of a hundred starts is its greatest value and little
     * more; that of a budget is kept with its check.
     */
    public static final List<Double> PROBABILITIES = List.of(.05, .25, .5, .75, .95);

    private static final double MEDIAN = .5;

    /** Copies the list. */
    public FiledSeries {
        quantiles = List.copyOf(quantiles);
    }

    /**
     * The name of a series.
     *
     * @param function the function, or the other tool's series
     * @param metric its metric
     * @param arm candidate or baseline
     */
    public record Key(String function, String metric, Arm arm) {
        /** Cuts names that are longer than a history's file may have them. */
        public Key {
            function = FiledJson.cut(function);
            metric = FiledJson.cut(metric);
        }

        /** Returns {@code checkout init_duration}. */
        public String shown() {
            return function + " " + metric;
        }
    }

    /**
     * A quantile with its interval, which holds at every number of samples ({@link QuantileInterval}).
     *
     * @param probability which quantile, in (0, 1)
     * @param value the estimate (nearest rank); +infinity for a failed start
     * @param low lower end of the interval; 0 for none
     * @param high upper end; +infinity for none
     */
    public record Quantile(double probability, double value, double low, double high) {}

    /**
     * Sketches a series.
     *
     * @param values all values, at least one; +infinity for one that failed
     */
    public static FiledSeries of(Key key, ValueUnit unit, double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Quantile> quantiles = PROBABILITIES.stream()
                .map(p -> {
                    QuantileInterval interval = QuantileInterval.of(sorted, p, Defaults.INTERVAL_LEVEL);
                    return new Quantile(p, Quantiles.nearestRank(sorted, p), interval.low(), interval.high());
                })
                .toList();
        int failed = (int) DoubleStream.of(values).filter(Double::isInfinite).count();
        return new FiledSeries(key, unit, sorted.length, failed, quantiles);
    }

    /** Returns the median. */
    public Quantile median() {
        return quantiles.stream()
                .filter(quantile -> quantile.probability() == MEDIAN)
                .findFirst()
                .orElseThrow();
    }
}
