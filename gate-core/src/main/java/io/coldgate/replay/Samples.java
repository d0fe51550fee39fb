package io.coldgate.replay;

import java.util.Arrays;

/** The point estimates that other tools use. */
final class Samples {
    private Samples() {}

    /** Returns the arithmetic mean. Minimum n: 1. */
    static double mean(double[] x) {
        return Arrays.stream(x).sum() / x.length;
    }

    /** Returns the standard deviation with divisor n, not n - 1, as in Bencher. Minimum n: 1. */
    static double standardDeviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / x.length);
    }

    /**
     * Returns the sample quantile at position {@code p (n - 1)} from 0, interpolated between its neighbours (Hyndman
     * and Fan's type 7): the method of k6's Trend before it used a histogram, and the default of NumPy and
     * spreadsheets. Minimum n: 1.
     */
    static double interpolated(double[] x, double p) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
