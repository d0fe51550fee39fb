package io.coldgate.stats;

import java.util.Arrays;

/**
 * The mid-ranks of a growing series, kept as {@code d_i = 2 (R_i - Rbar) = #{j : x_j < x_i} - #{j : x_j > x_i}}: whole
 * numbers, so no rounding errors accumulate. Another sample changes each d_i by the sign of x_i minus it: this takes
 * O(n), is exact, and is done only when the evidence would decide. If many samples were added since the last call,
 * everything is recomputed in O(n log n).
 */
final class MidRanks {
    /** With more new samples than this, sorting everything is cheaper. */
    private static final int CATCH_UP = 32;

    private int[] centred = new int[16];
    private int known;

    /** Returns the dependence within the first n samples; the samples of the previous call must be unchanged. */
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
        // The sum of three million squares overflows a long; sums of fewer squares are exact.
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
