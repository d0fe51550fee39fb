package io.coldgate.stats;

/** Sample quantiles without interpolation. */
public final class Quantiles {
    private Quantiles() {}

    /**
     * The nearest-rank estimate of the p-quantile: the ceil(n p)-th smallest value (Hyndman and Fan's definition 1). It
     * is always one of the samples, so it may be +infinity if starts failed. Minimum n: 1.
     *
     * @param sorted the samples, ascending
     * @param p the quantile, in (0, 1)
     */
    public static double nearestRank(double[] sorted, double p) {
        return nearestRank(sorted, sorted.length, p);
    }

    static double nearestRank(double[] sorted, int n, double p) {
        if (n < 1) {
            throw new IllegalArgumentException("no quantile of no samples");
        }
        return sorted[rank(n, p) - 1];
    }

    /** ceil(n p), from 1. */
    static int rank(int n, double p) {
        return Math.max(1, ceil(n * Checks.quantile(p)));
    }

    /** The next integer, after rounding to 9 decimals: 0.95 * 20 is 19, whatever the rounding error of doubles. */
    static int ceil(double x) {
        return (int) Math.ceil(Math.rint(x * 1e9) / 1e9);
    }
}
