package io.coldgate.stats;

import static io.coldgate.stats.Defaults.reached;

/** The fewest samples with which a PASS is possible: if none of them exceeds the limit. */
public final class FirstPass {
    private FirstPass() {}

    /**
     * Returns the smallest n whose evidence can PASS: {@code min{n : E_P(n, 0) >= 1/missed}}. 6 for p50 at a risk of
     * .05, 33 for p90, 67 for p95, 341 for p99. The number is exact and ignores the minimum of 10 samples (which
     * {@link AbsoluteDecider#firstPossiblePass} includes).
     *
     * @param p the quantile, in (0, 1)
     * @param missed the risk of a false PASS
     */
    public static int minimumSamples(double p, double missed) {
        CountEvidence evidence = CountEvidence.of(p);
        double threshold = CountEvidence.threshold(Checks.risk(missed, "missed"));
        int high = 1;
        while (!reached(evidence.logPass(high, 0), threshold)) {
            high = Math.multiplyExact(high, 2);
        }
        int low = high / 2;
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (reached(evidence.logPass(middle, 0), threshold)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    /**
     * Returns the lower bound for any distribution-free rule: {@code ceil(ln missed / ln p)}, the n at which a function
     * exactly at its limit has shown no exceedance with probability {@code missed}. 5 for p50 at a risk of .05, 29 for
     * p90, 59 for p95, 299 for p99.
     *
     * @param p the quantile, in (0, 1)
     * @param missed the risk of a false PASS
     */
    public static int theoreticalMinimum(double p, double missed) {
        return Quantiles.ceil(Math.log(Checks.risk(missed, "missed")) / Math.log(Checks.quantile(p)));
    }
}
