package io.coldgate.stats;

/**
 * The evidence of blocks that were run alternately: the one-sided rank test of Mann and Whitney (1947), exact by their
 * recurrence. Each block counts as one value, so nothing is assumed about dependence within a block.
 */
final class BlockRanks {
    private BlockRanks() {}

    /**
     * Returns the probability of at least this many pairs in that order if the blocks of both sides are exchangeable at
     * the limit. Ties count as unordered, which can only make it larger.
     *
     * @param lower one value per block of the side that is claimed to be lower
     * @param higher one value per block of the other side
     */
    static double p(double[] lower, double[] higher) {
        int ordered = 0;
        for (double low : lower) {
            for (double high : higher) {
                ordered += low < high ? 1 : 0;
            }
        }
        return atLeast(lower.length, higher.length, ordered);
    }

    /** Returns P(U &gt;= u) of sides of m and n blocks. */
    private static double atLeast(int m, int n, int u) {
        double[] shares = shares(m, n);
        double sum = 0;
        // Summed from the smallest share up, so none is lost to rounding.
        for (int i = shares.length - 1; i >= u; i--) {
            sum += shares[i];
        }
        return Math.min(1, sum);
    }

    /**
     * Returns P(U = u) for every u: the greatest of all m + n values is of the first side with probability m / (m + n),
     * and then is above all n of the other.
     */
    private static double[] shares(int m, int n) {
        double[][] of = new double[n + 1][];
        for (int j = 0; j <= n; j++) {
            of[j] = new double[] {1};
        }
        for (int i = 1; i <= m; i++) {
            double[][] next = new double[n + 1][];
            next[0] = new double[] {1};
            for (int j = 1; j <= n; j++) {
                next[j] = new double[i * j + 1];
                for (int k = 0; k < next[j].length; k++) {
                    double first = k >= j && k - j < of[j].length ? of[j][k - j] : 0;
                    double second = k < next[j - 1].length ? next[j - 1][k] : 0;
                    next[j][k] = (i * first + j * second) / (i + j);
                }
            }
            of = next;
        }
        return of[n];
    }
}
