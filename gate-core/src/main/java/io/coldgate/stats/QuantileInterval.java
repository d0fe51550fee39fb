package io.coldgate.stats;

import static io.coldgate.stats.Defaults.reached;

/**
 * An interval for a quantile that is valid simultaneously at every n, even at one chosen by looking at the data.
 *
 * @param low the lower end, 0 while nothing is known
 * @param high the upper end, +infinity while there is none
 */
public record QuantileInterval(double low, double high) {
    /**
     * Inverts the e-processes: {@code low = x_(n-s+1)} for the smallest s with {@code E_F(n, s) >= 1/level} (if the
     * quantile were lower, s samples over it would be too many), {@code high = x_(n-s)} for the largest s with
     * {@code E_P(n, s) >= 1/level}. Each end is wrong with probability at most {@code level}, over all n together
     * (Howard and Ramdas 2022). Minimum n: none; an end that the samples cannot determine is 0 or +infinity. Such an s
     * always lies beyond n (1 - p): at or before it the evidence is at most 1.
     *
     * @param sorted the samples, ascending
     * @param p the quantile, in (0, 1)
     * @param level the risk of each end
     */
    public static QuantileInterval of(double[] sorted, double p, double level) {
        return of(sorted, sorted.length, CountEvidence.of(p), level);
    }

    static QuantileInterval of(double[] sorted, int n, CountEvidence evidence, double level) {
        double threshold = CountEvidence.threshold(Checks.risk(level, "level"));
        int most = 0;
        int least = n + 1;
        while (most + 1 < least) {
            int s = (most + least) >>> 1;
            if (reached(evidence.logFail(n, s), threshold)) {
                least = s;
            } else {
                most = s;
            }
        }
        double low = least <= n ? sorted[n - least] : 0;
        int passes = -1;
        int tooMany = n;
        while (passes + 1 < tooMany) {
            int s = (passes + tooMany) >> 1;
            if (reached(evidence.logPass(n, s), threshold)) {
                passes = s;
            } else {
                tooMany = s;
            }
        }
        double high = passes >= 0 ? sorted[n - passes - 1] : Double.POSITIVE_INFINITY;
        return new QuantileInterval(low, high);
    }
}
