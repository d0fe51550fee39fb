package io.coldgate.replay;

import io.coldgate.stats.Quantiles;
import java.util.Arrays;

/**
 * The starts of one configuration in one window of days, which represent unchanged code. Simulated starts are drawn
 * from them with replacement, so the pool's quantiles are the true quantiles of the simulation.
 *
 * @param configuration the configuration that was started
 * @param firstDay the window's first day (days since 1970-01-01)
 * @param starts Init Durations in milliseconds, in order of days; the order within a day is unknown
 * @param p50 their median, nearest rank
 * @param p95 their 95th percentile, nearest rank
 */
public record Pool(RecordedConfiguration configuration, int firstDay, double[] starts, double p50, double p95) {
    static Pool of(RecordedConfiguration configuration, int firstDay, double[] starts) {
        double[] sorted = starts.clone();
        Arrays.sort(sorted);
        return new Pool(
                configuration, firstDay, starts, Quantiles.nearestRank(sorted, .5), Quantiles.nearestRank(sorted, .95));
    }
}
