package io.coldgate.report.html;

import io.coldgate.stats.Quantiles;
import java.util.Arrays;

/** Medians of a series' parts in order: whether it moved while it was measured. */
final class Drift {
    /** Parts of a long series. */
    static final int PARTS = 10;

    /** A part has at least so many samples, where the series has. */
    private static final int FEWEST = 5;

    private Drift() {}

    /** Returns how many parts a series of n is cut into. */
    static int parts(int n) {
        return Math.max(1, Math.min(PARTS, n / FEWEST));
    }

    /** Returns where the i-th part begins. */
    static int from(int part, int n) {
        return (int) ((long) part * n / parts(n));
    }

    /** The median of each part; +infinity where most of its starts failed. Empty for an empty series. */
    static double[] medians(double[] inOrder) {
        if (inOrder.length == 0) {
            return new double[0];
        }
        int n = inOrder.length;
        double[] medians = new double[parts(n)];
        for (int i = 0; i < medians.length; i++) {
            double[] part = Arrays.copyOfRange(inOrder, from(i, n), from(i + 1, n));
            Arrays.sort(part);
            medians[i] = Quantiles.nearestRank(part, .5);
        }
        return medians;
    }
}
