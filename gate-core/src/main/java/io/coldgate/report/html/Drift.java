package io.coldgate.report.html;

import io.coldgate.stats.Quantiles;
import java.util.Arrays;

/** Medians of consecutive parts of a series, which show whether it drifted during the measurement. */
final class Drift {
    /** The number of parts of a long series. */
    static final int PARTS = 10;

    /** The minimum number of samples in a part, if the series has that many. */
    private static final int FEWEST = 5;

    private Drift() {}

    /** Returns the number of parts of a series of n samples. */
    static int parts(int n) {
        return Math.max(1, Math.min(PARTS, n / FEWEST));
    }

    /** Returns the index at which the i-th part begins. */
    static int from(int part, int n) {
        return (int) ((long) part * n / parts(n));
    }

    /** Returns the median of each part; +infinity if most of its starts failed. Empty for an empty series. */
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
