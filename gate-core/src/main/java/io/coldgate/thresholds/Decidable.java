package io.coldgate.thresholds;

import java.util.List;

/** How many cold starts a quantile's budget can ask for. */
final class Decidable {
    /** No verdict comes earlier: N_MIN of the decision rule. */
    private static final int LEAST_SAMPLES = 10;

    private static final double[] ODDS = {0, 0.25, 0.5};
    private static final double[] WEIGHTS = {0.5, 0.25, 0.25};

    private Decidable() {}

    /**
     * The smallest number of starts after which a budget can pass, when none of them is over it: the evidence against
     * "over budget" is then sum w_k ((1 - t_k) / (1 - t_0))^n, and 1/missed is wanted.
     *
     * @param p the quantile, in (0, 1)
     * @param missed probability to pass a check that is over its budget
     */
    static int firstPossiblePass(double p, double missed) {
        double share = 1 - p;
        int n = LEAST_SAMPLES;
        while (evidence(share, n) < 1 / missed - 1e-9) {
            n++;
        }
        return n;
    }

    private static double evidence(double share, int n) {
        double sum = 0;
        for (int k = 0; k < ODDS.length; k++) {
            double t = share * ODDS[k] / (1 - share + share * ODDS[k]);
            sum += WEIGHTS[k] * Math.pow((1 - t) / (1 - share), n);
        }
        return sum;
    }

    /** The cap of a quantile when the file names none. */
    static int defaultCap(BudgetRule.Quantile quantile) {
        return switch (quantile.key()) {
            case "p50", "p75" -> 100;
            case "p90" -> 150;
            case "p95" -> 300;
            case "p99" -> 1000;
            default -> 5000;
        };
    }

    /** The largest quantile that can be decided within the cap. */
    static java.util.Optional<BudgetRule.Quantile> within(int cap, double missed, List<BudgetRule.Quantile> ascending) {
        java.util.Optional<BudgetRule.Quantile> largest = java.util.Optional.empty();
        for (BudgetRule.Quantile quantile : ascending) {
            if (firstPossiblePass(quantile.p(), missed) <= cap) {
                largest = java.util.Optional.of(quantile);
            }
        }
        return largest;
    }
}
