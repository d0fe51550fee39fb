package io.coldgate.explain;

import java.util.Arrays;

/**
 * A figure with its uncertainty, in nanoseconds or as a plain count.
 *
 * @param value the estimate
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record Estimate(double value, double low, double high) {
    /** Zero, without uncertainty. */
    public static final Estimate NONE = new Estimate(0, 0, 0);

    /** The z of a two-sided interval of 95 %. */
    private static final double Z = 1.96;

    /** Returns half of the interval's width. */
    public double plusMinus() {
        return (high - low) / 2;
    }

    /**
     * Returns the median, with the order statistics that contain it in 95 % of samples (normal approximation of the
     * binomial). For fewer than six values, the interval is their range.
     */
    static Estimate median(double[] values) {
        if (values.length == 0) {
            return NONE;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        int below = (int) Math.floor(n / 2.0 - Z * Math.sqrt(n) / 2);
        int low = Math.max(0, below - 1);
        int high = Math.min(n - 1, n - Math.max(below, 0));
        double middle = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        return new Estimate(middle, sorted[low], sorted[high]);
    }
}
