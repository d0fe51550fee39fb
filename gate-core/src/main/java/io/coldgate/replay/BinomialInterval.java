package io.coldgate.replay;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The exact 95 % interval of a share, k of n independent trials (Clopper and Pearson 1934): each side is wrong with a
 * probability of at most 2.5 %. Minimum n: 1.
 *
 * @param low the lower end, 0 if k = 0
 * @param high the upper end, 1 if k = n
 */
public record BinomialInterval(double low, double high) {
    private static final double SIDE = .025;

    /** Returns the interval of k of n. */
    public static BinomialInterval of(long k, long n) {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException(k + " of " + n);
        }
        double low = k == 0 ? 0 : BetaDistribution.of(k, n - k + 1.0).inverseCumulativeProbability(SIDE);
        double high = k == n ? 1 : BetaDistribution.of(k + 1.0, n - k).inverseSurvivalProbability(SIDE);
        return new BinomialInterval(low, high);
    }
}
