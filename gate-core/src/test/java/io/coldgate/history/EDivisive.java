package io.coldgate.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.inference.TTest;

/**
 * E-divisive as Hunter (now Apache Otava) has it, for comparison: the split with the greatest energy statistic
 * (Matteson and James 2014, with alpha = 1), kept when Student's t-test between its sides has a p-value under the
 * limit, and then each side by itself (Fleming et al., Hunter: Using Change Point Detection to Hunt for Performance
 * Regressions, ICPE 2023). Without Hunter's windows, which a history of some hundred runs hardly fills.
 */
final class EDivisive {
    private static final int LEAST_SIDE = 2;

    private final double[] values;
    private final double limit;
    private final List<Integer> found = new ArrayList<>();

    private EDivisive(double[] values, double limit) {
        this.values = values;
        this.limit = limit;
    }

    /** Returns the index of the first value after each change, ascending. */
    static List<Integer> changes(double[] values, double limit) {
        EDivisive search = new EDivisive(values, limit);
        search.split(0, values.length);
        return search.found.stream().sorted().toList();
    }

    private void split(int from, int to) {
        int at = best(from, to);
        if (at > 0 && pValue(Arrays.copyOfRange(values, from, at), Arrays.copyOfRange(values, at, to)) < limit) {
            found.add(at);
            split(from, at);
            split(at, to);
        }
    }

    /** Two constants have no variance: they differ or they do not. */
    private static double pValue(double[] left, double[] right) {
        double p = TTest.withDefaults().test(left, right).getPValue();
        return Double.isNaN(p) ? left[0] == right[0] ? 1 : 0 : p;
    }

    private int best(int from, int to) {
        int n = to - from;
        double all = 0;
        for (int i = from; i < to; i++) {
            for (int j = from; j < i; j++) {
                all += Math.abs(values[i] - values[j]);
            }
        }
        double left = 0;
        double right = all;
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int at = from + 1; at <= to - LEAST_SIDE; at++) {
            double toLeft = 0;
            double toRight = 0;
            for (int i = from; i < to; i++) {
                double distance = Math.abs(values[at - 1] - values[i]);
                toLeft += i < at - 1 ? distance : 0;
                toRight += i > at - 1 ? distance : 0;
            }
            left += toLeft;
            right -= toRight;
            double m = at - from;
            double k = n - m;
            if (m >= LEAST_SIDE) {
                double between = 2 / (m * k) * (all - left - right);
                double q = m * k / n * (between - left / (m * (m - 1) / 2) - right / (k * (k - 1) / 2));
                if (q > most) {
                    most = q;
                    best = at;
                }
            }
        }
        return best;
    }
}
