package io.coldgate.stats;

import java.util.Arrays;

/**
 * Bounds of a quantile by order statistics, from one look at n independent values: exact for every distribution.
 *
 * <p>X_(j) lies over the p-quantile only if fewer than j of n values are at or below it, which has a probability of at
 * most P(Bin(n, p) &lt; j); X_(u) lies under it only if u or more are below it, at most P(Bin(n, p) &gt;= u) (W. R.
 * Thompson 1936; J. Hahn and W. Meeker 1991, 5.2). If successive values are dependent by {@link Dependence}, the ranks
 * are those of n / tau values, scaled to n.
 */
final class QuantileBounds {
    private final double[] sorted;
    private final double[] cumulated;

    /**
     * Bounds of the p-quantile.
     *
     * @param values in the order in which they were measured; +infinity for failures
     */
    QuantileBounds(double[] values, double p) {
        sorted = values.clone();
        Arrays.sort(sorted);
        int counting = (int) (values.length / Dependence.of(values).tau());
        cumulated = cumulated(counting, p);
    }

    /** Returns P(Bin(n, p) &lt;= k) for every k. */
    private static double[] cumulated(int n, double p) {
        double[] sums = new double[n + 1];
        double log = n * Math.log1p(-p);
        double sum = 0;
        for (int k = 0; k <= n; k++) {
            sum += Math.exp(log);
            sums[k] = Math.min(1, sum);
            log += Math.log((double) (n - k) / (k + 1)) + Math.log(p) - Math.log1p(-p);
        }
        return sums;
    }

    /** Returns a lower bound that is wrong with probability {@code level} at most; 0 if there is none. */
    double low(double level) {
        int rank = 0;
        while (rank + 1 < cumulated.length && cumulated[rank] <= level) {
            rank++;
        }
        int drawnOut = drawnOut(rank);
        return drawnOut == 0 ? 0 : sorted[drawnOut - 1];
    }

    /** Returns an upper bound that is wrong with probability {@code level} at most; +infinity if there is none. */
    double high(double level) {
        int above = 0;
        int counting = cumulated.length - 1;
        while (above < counting && 1 - cumulated[counting - above - 1] <= level) {
            above++;
        }
        int drawnOut = drawnOut(above);
        return drawnOut == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length - drawnOut];
    }

    private int drawnOut(int rank) {
        int counting = cumulated.length - 1;
        return counting == 0 ? 0 : (int) ((long) rank * sorted.length / counting);
    }
}
