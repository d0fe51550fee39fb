package io.coldgate.stats;

import java.util.Arrays;

/**
 * The mid-ranks of a growing series, kept as {@code d_i = 2 (R_i - Rbar) = #{j : x_j < x_i} - #{j : x_j > x_i}}: whole
 * numbers, so that nothing accumulates. A further sample changes each d_i by the sign of x_i minus it: O(n), exact, and
 * only for the looks at which the evidence would decide; whoever was not asked for long is computed afresh in O(n log
 * n).
 */
final class MidRanks {
    /** With more new samples than this, sorting everything is cheaper. */
    private static final int CATCH_UP = 32;

    private int[] centred = new int[16];
    private int known;

    /** The dependence within the first n samples, of which the earlier ones are those of the last call. */
    Dependence dependence(double[] samples, int n) {
        if (centred.length < n) {
            centred = Arrays.copyOf(centred, Math.max(n, 2 * centred.length));
        }
        if (n - known > CATCH_UP) {
            sortAll(samples, n);
        } else {
            for (int i = known; i < n; i++) {
                append(samples, i);
            }
        }
        known = n;
        return sums(n);
    }

    private void append(double[] samples, int n) {
        double x = samples[n];
        int above = 0;
        int below = 0;
        for (int i = 0; i < n; i++) {
            int greater = samples[i] > x ? 1 : 0;
            int less = samples[i] < x ? 1 : 0;
            centred[i] += greater - less;
            above += greater;
            below += less;
        }
        centred[n] = below - above;
    }

    private void sortAll(double[] samples, int n) {
        double[] sorted = Arrays.copyOf(samples, n);
        Arrays.sort(sorted);
        for (int i = 0; i < n; i++) {
            int below = SortedSamples.countBelow(sorted, n, samples[i]);
            int upTo = SortedSamples.countUpTo(sorted, n, samples[i]);
            centred[i] = below - (n - upTo);
        }
    }

    private Dependence sums(int n) {
        // The sum of three million squares is more than a long holds. Those of fewer samples are exact.
        double products = 0;
        double squares = 0;
        double previous = 0;
        for (int i = 0; i < n; i++) {
            double d = centred[i];
            products += d * previous;
            squares += d * d;
            previous = d;
        }
        return Dependence.of(products, squares, n);
    }
}
