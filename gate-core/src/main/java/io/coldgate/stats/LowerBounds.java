package io.coldgate.stats;

import java.util.Arrays;

/**
 * Lower bounds of the samples of an absolute test on a host without neighbours, in the order of the samples. As long as
 * every bound equals its sample, {@link #differ} is false and no separate evidence is kept.
 */
final class LowerBounds {
    private final double budget;
    private final MidRanks ranks = new MidRanks();
    private final SortedSamples sorted = new SortedSamples();
    private double[] bounds = new double[64];
    private int n;
    private int exceed;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private boolean differ;

    LowerBounds(double budget) {
        this.budget = budget;
    }

    void add(double sample, double bound) {
        Checks.sample(bound);
        if (bound > sample) {
            throw new IllegalArgumentException("a lower bound of " + bound + " for a sample of " + sample);
        }
        if (n == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * n);
        }
        bounds[n++] = bound;
        exceed += bound > budget ? 1 : 0;
        least = Math.min(least, bound);
        greatest = Math.max(greatest, bound);
        differ |= bound < sample;
    }

    /** Returns whether any bound is below its sample. */
    boolean differ() {
        return differ;
    }

    /** Returns the number of bounds over the budget. */
    int exceed() {
        return exceed;
    }

    /** Returns the factor of dependence between successive bounds. */
    double tau() {
        return Dependence.isFarFromAll(budget, least, greatest)
                ? 1
                : ranks.dependence(bounds, n).tau();
    }

    double[] ascending() {
        return sorted.upTo(bounds, n);
    }
}
