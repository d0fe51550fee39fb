package io.coldgate.watch;

import java.util.Map;
import java.util.TreeMap;

/**
 * A histogram of times with buckets that grow by 2 %: its quantiles are accurate to 1 %, in constant memory (DDSketch:
 * Masson, Rim, Lee 2019, VLDB 12(12), with a fixed range). It serves only for display; alarms use exact counts.
 */
final class Sketch {
    private static final double GROWTH = 1.02;
    private static final double LOG_GROWTH = Math.log(GROWTH);

    /** The smallest time: REPORT lines have a resolution of a hundredth of a millisecond. */
    private static final double LEAST_NANOS = 1e4;

    /** Enough buckets for more than 900 s, Lambda's longest timeout. */
    private static final int BUCKETS = 950;

    private final long[] counts = new long[BUCKETS];

    void add(double nanos) {
        counts[bucket(nanos)]++;
    }

    private static int bucket(double nanos) {
        if (nanos <= LEAST_NANOS) {
            return 0;
        }
        return (int) Math.min(BUCKETS - 1L, (long) Math.ceil(Math.log(nanos / LEAST_NANOS) / LOG_GROWTH));
    }

    void addAll(Sketch other) {
        for (int i = 0; i < BUCKETS; i++) {
            counts[i] += other.counts[i];
        }
    }

    /** Returns the quantile in nanoseconds; NaN if there is no value. */
    double quantile(double p) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        long rank = Math.max(1, (long) Math.ceil(p * all));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return LEAST_NANOS * Math.pow(GROWTH, i) * 2 / (1 + GROWTH);
            }
        }
        return Double.NaN;
    }

    Map<Integer, Long> state() {
        Map<Integer, Long> state = new TreeMap<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (counts[i] > 0) {
                state.put(i, counts[i]);
            }
        }
        return state;
    }

    static Sketch of(Map<Integer, Long> state) {
        Sketch sketch = new Sketch();
        state.forEach((bucket, count) -> {
            if (bucket >= 0 && bucket < BUCKETS) {
                sketch.counts[bucket] = count;
            }
        });
        return sketch;
    }
}
