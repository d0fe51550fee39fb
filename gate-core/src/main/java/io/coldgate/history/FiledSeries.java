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
 * @param key the series
 * @param unit the unit of its values
 * @param n the number of values
 * @param failed the number of failed starts among them, which count as infinite
 * @param quantiles the quantiles of {@link #PROBABILITIES}
 */
public record FiledSeries(Key key, ValueUnit unit, int n, int failed, List<Quantile> quantiles) {
    /**
     * The quantiles that are kept of each series: the median for the trend, the quartiles for the spread, and the 5th
     * and 95th percentiles. A higher quantile of a hundred starts would be little more than their greatest value; the
     * quantile of a budget is kept with its check.
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
        /** Cuts names that exceed the length limit of a history file. */
        public Key {
            function = FiledJson.cut(function);
            metric = FiledJson.cut(metric);
        }

        /** Returns the name for people: {@code checkout init_duration}. */
        public String shown() {
            return function + " " + metric;
        }
    }

    /**
     * A quantile with its interval, which is valid at every number of samples ({@link QuantileInterval}).
     *
     * @param probability the probability, in (0, 1)
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
