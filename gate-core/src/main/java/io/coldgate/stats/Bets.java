package io.coldgate.stats;

import static java.lang.Math.log1p;

/**
 * The betting e-processes on a stream of scores g_i in [-1, 1]:
 * <pre>K+ = 1/4 sum_l prod_i (1 + l g_i),  K- = 1/4 sum_l prod_i (1 - l g_i)</pre>
 * If each score's mean, given the past, is at most 0, K+ is a nonnegative supermartingale from 1 and P(K+ ever reaches
 * 1/a) &lt;= a (Ville 1939; betting as in Waudby-Smith and Ramdas 2024); the same holds for K- if it is at least 0. The
 * products are kept as eight running logs.
 */
final class Bets {
    /** (m - 1) / (m + 1) for m = 2, 4, 16, 256: the optimal bets for these odds on scores of +1 and -1. */
    private static final double[] STAKES = {1 / 3., 3 / 5., 15 / 17., 255 / 257.};

    private final double[] up = new double[STAKES.length];
    private final double[] down = new double[STAKES.length];

    void add(double score) {
        if (score == 0) {
            return;
        }
        for (int k = 0; k < STAKES.length; k++) {
            up[k] += log1p(STAKES[k] * score);
            down[k] += log1p(-STAKES[k] * score);
        }
    }

    /** log K+. */
    double logUp() {
        return logMean(up);
    }

    /** log K-. */
    double logDown() {
        return logMean(down);
    }

    /** Returns the log of the mean of the numbers with these logs. */
    static double logMean(double... logs) {
        double largest = logs[0];
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += Math.exp(log - largest);
        }
        return largest + Math.log(sum / logs.length);
    }
}
