package io.coldgate.stats;

import static java.lang.Math.exp;
import static java.lang.Math.log;
import static java.lang.Math.log1p;
import static java.lang.Math.min;

/**
 * The two e-processes of a quantile budget: how strongly "s of n samples are over the limit" contradicts that the
 * p-quantile is within it ({@link #logFail}) or over it ({@link #logPass}).
 *
 * <p>With {@code t0 = 1 - p}, the share that may lie over the limit, and {@code t(M) = t0 M / (1 - t0 + t0 M)}, the
 * share at odds M times as high, both are mixtures of likelihood ratios
 * <pre>E(n, s) = sum_k w_k (t_k / t0)^s ((1 - t_k) / (1 - t0))^(n - s) = sum_k w_k M_k^s / (1 + t0 (M_k - 1))^n</pre>
 * with M = (2, 4, 16, 256) and equal weights to FAIL, M = (0, 1/4, 1/2) and weights (1/2, 1/4, 1/4) to PASS. Each term
 * has a one-step mean of at most 1 under the whole null hypothesis, so the mixture is a nonnegative supermartingale
 * that starts at 1, and P(E ever reaches 1/a) &lt;= a: one may look after every sample (Ville 1939; for quantiles
 * Howard and Ramdas 2022). Minimum n: none.
 */
public final class CountEvidence {
    /**
     * Odds of exceeding to bet on for FAIL: from a slight excess to nearly every sample. If the true odds are between
     * these, the evidence is smaller by a factor.
     */
    private static final double[] FAIL_ODDS = {2, 4, 16, 256};

    private static final double[] FAIL_WEIGHTS = {.25, .25, .25, .25};

    /**
     * The odds for PASS. Half of the weight bets on "never exceeds", which suits the usual function well below its
     * limit, and determines the first possible PASS.
     */
    private static final double[] PASS_ODDS = {0, .25, .5};

    private static final double[] PASS_WEIGHTS = {.5, .25, .25};

    private final double p;
    private final Mixture fail;
    private final Mixture pass;

    private CountEvidence(double p) {
        this.p = Checks.quantile(p);
        this.fail = new Mixture(FAIL_ODDS, FAIL_WEIGHTS, 1 - p);
        this.pass = new Mixture(PASS_ODDS, PASS_WEIGHTS, 1 - p);
    }

    /** Returns the evidence for budgets on the p-quantile, p in (0, 1). */
    public static CountEvidence of(double p) {
        return new CountEvidence(p);
    }

    /**
     * Returns the log evidence that more than a share 1 - p of all samples lies over the limit: {@code log E_F(n, s)}.
     *
     * @param n samples, at least 0
     * @param s how many of them lie over the limit, 0 to n
     */
    public double logFail(int n, int s) {
        return fail.log(n, s);
    }

    /**
     * Returns {@link #logFail}. If n samples cannot show the p-quantile (n &lt; 1 / (1 - p)), it is at most the
     * evidence against the quantile that they can show, 1 - 1/n: nothing is asserted about p99 from 10 samples unless 6
     * or more are over the limit. Taking the smaller of two e-values keeps the guarantee.
     */
    public double logFailGuarded(int n, int s) {
        double plain = logFail(n, s);
        if (n < 1 || !(1 - 1.0 / n < p)) {
            return plain;
        }
        // One sample can show only the 0-quantile, which every sample may exceed, so there is no evidence.
        return min(plain, n == 1 ? 0 : new Mixture(FAIL_ODDS, FAIL_WEIGHTS, 1.0 / n).log(n, s));
    }

    /**
     * Returns the log evidence that less than a share 1 - p of all samples lies over the limit: {@code log E_P(n, s)}.
     *
     * @param n samples, at least 0
     * @param s how many of them lie over the limit, 0 to n
     */
    public double logPass(int n, int s) {
        return pass.log(n, s);
    }

    /** {@code log sum_k exp(log w_k + s log M_k - n log(1 + t0 (M_k - 1)))}, with 0 log 0 = 0. */
    private static final class Mixture {
        private final double[] logWeight;
        private final double[] perExceedance;
        private final double[] perSample;

        Mixture(double[] odds, double[] weights, double t0) {
            logWeight = new double[odds.length];
            perExceedance = new double[odds.length];
            perSample = new double[odds.length];
            for (int k = 0; k < odds.length; k++) {
                logWeight[k] = Math.log(weights[k]);
                perExceedance[k] = Math.log(odds[k]);
                perSample[k] = log1p(t0 * (odds[k] - 1));
            }
        }

        double log(int n, int s) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = 0; k < logWeight.length; k++) {
                largest = Math.max(largest, term(k, n, s));
            }
            double sum = 0;
            for (int k = 0; k < logWeight.length; k++) {
                sum += exp(term(k, n, s) - largest);
            }
            return largest + Math.log(sum);
        }

        private double term(int k, int n, int s) {
            double exceeding = s == 0 ? 0 : s * perExceedance[k];
            return logWeight[k] + exceeding - n * perSample[k];
        }
    }

    /** Returns the log of one over an error rate: the threshold for log evidence. */
    static double threshold(double risk) {
        return -log(risk);
    }
}
