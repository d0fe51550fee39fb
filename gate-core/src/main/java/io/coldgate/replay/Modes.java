package io.coldgate.replay;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A split of a pool's starts into a fast and a slow mode: the split that explains most of the variance of their logs
 * (Otsu 1979). It is used to select an example for a drawing, not for decisions. Minimum n: 2.
 *
 * @param pool the pool
 * @param boundary starts up to it are the fast ones, in milliseconds
 * @param slowShare share of slow starts
 * @param separation share of the variance between the modes, in [0, 1]
 */
public record Modes(Pool pool, double boundary, double slowShare, double separation) {
    private static final double SMALLEST_MODE = .2;

    static Modes of(Pool pool) {
        double[] sorted = pool.starts().clone();
        Arrays.sort(sorted);
        double[] logs = Arrays.stream(sorted).map(Math::log).toArray();
        int n = logs.length;
        double total = Arrays.stream(logs).sum();
        double mean = total / n;
        double all = Arrays.stream(logs).map(v -> (v - mean) * (v - mean)).sum();
        int best = 1;
        double most = -1;
        double below = 0;
        for (int i = 1; i < n; i++) {
            below += logs[i - 1];
            double difference = below / i - (total - below) / (n - i);
            double between = difference * difference * i * (n - i) / n;
            if (between > most) {
                most = between;
                best = i;
            }
        }
        return new Modes(pool, sorted[best - 1], (double) (n - best) / n, all == 0 ? 0 : most / all);
    }

    /**
     * Returns the pool with the clearest two modes that each make up at least a fifth in both halves of its days, which
     * rules out a step in time.
     */
    public static Optional<Modes> clearest(List<Pool> pools) {
        return pools.stream().map(Modes::of).filter(Modes::lasting).max(Comparator.comparingDouble(Modes::separation));
    }

    private boolean lasting() {
        double[] starts = pool.starts();
        int half = starts.length / 2;
        return isMode(slow(Arrays.copyOf(starts, half)))
                && isMode(slow(Arrays.copyOfRange(starts, half, starts.length)));
    }

    private double slow(double[] starts) {
        return (double) Arrays.stream(starts).filter(start -> start > boundary).count() / starts.length;
    }

    private static boolean isMode(double share) {
        return share >= SMALLEST_MODE && share <= 1 - SMALLEST_MODE;
    }
}
