package io.coldgate.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * All starts of a file.
 *
 * @param days for each configuration, its days (days since 1970-01-01), each with its Init Durations in milliseconds
 * @param rows number of rows read
 */
public record RecordedStarts(Map<RecordedConfiguration, NavigableMap<Integer, double[]>> days, int rows) {
    /**
     * The number of days in a pool: enough for a p95, and few enough that AWS's own drift (a tenth in 15 months) is
     * seldom noticeable.
     */
    public static final int WINDOW_DAYS = 30;

    /** The minimum number of starts in a pool: with fewer, its p95 would rest on less than ten of them. */
    public static final int POOL_AT_LEAST = 200;

    /** Returns the number of starts in the file. */
    public long starts() {
        return days.values().stream()
                .flatMap(ofConfiguration -> ofConfiguration.values().stream())
                .mapToLong(day -> day.length)
                .sum();
    }

    /**
     * Returns the pools: each configuration's starts in 30 successive days, counted from the file's first day, if there
     * are at least 200. They are ordered like the file's configurations, then by time.
     */
    public List<Pool> pools() {
        int first =
                days.values().stream().mapToInt(NavigableMap::firstKey).min().orElse(0);
        List<Pool> pools = new ArrayList<>();
        for (Map.Entry<RecordedConfiguration, NavigableMap<Integer, double[]>> entry : days.entrySet()) {
            NavigableMap<Integer, double[]> ofConfiguration = entry.getValue();
            int from = first;
            while (from <= ofConfiguration.lastKey()) {
                int to = from + WINDOW_DAYS;
                double[] starts = starts(ofConfiguration.subMap(from, to));
                if (starts.length >= POOL_AT_LEAST) {
                    pools.add(Pool.of(entry.getKey(), from, starts));
                }
                @org.jspecify.annotations.Nullable Integer next = ofConfiguration.ceilingKey(to);
                from = next == null ? to : to + (next - to) / WINDOW_DAYS * WINDOW_DAYS;
            }
        }
        return pools;
    }

    private static double[] starts(Map<Integer, double[]> window) {
        return window.values().stream().flatMapToDouble(Arrays::stream).toArray();
    }
}
