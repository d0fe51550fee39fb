package io.coldgate.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/**
 * All starts of a file.
 *
 * @param days for each configuration its days (days since 1970-01-01) and the Init Durations of each in milliseconds
 * @param rows rows read
 */
public record RecordedStarts(Map<RecordedConfiguration, NavigableMap<Integer, double[]>> days, int rows) {
    /**
     * Days in a pool: long enough for a p95, short enough that AWS's own drift seldom falls into it (a tenth in 15
     * months).
     */
    public static final int WINDOW_DAYS = 30;

    /** A pool with fewer starts would rest its p95 on less than ten of them. */
    public static final int POOL_AT_LEAST = 200;

    /** Starts in the file. */
    public long starts() {
        return days.values().stream()
                .flatMap(ofConfiguration -> ofConfiguration.values().stream())
                .mapToLong(day -> day.length)
                .sum();
    }

    /**
     * The pools: each configuration's starts of 30 successive days, counted from the file's first day, if they are at
     * least 200. In the order of the file's configurations, then of time.
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
