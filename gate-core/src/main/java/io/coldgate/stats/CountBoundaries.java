package io.coldgate.stats;

import static io.coldgate.stats.Defaults.MIN_SAMPLES;
import static io.coldgate.stats.Defaults.reached;

/**
 * The boundaries at which the count e-processes cross their thresholds, for independent samples (tau = 1): the smallest
 * number of exceedances that FAILs n samples, and the greatest that PASSes them. Both evidences are monotone in s (each
 * term of the mixture is), so a binary search finds the boundary; both boundaries never fall as n grows (another sample
 * within the limit lowers the evidence to FAIL and raises the evidence to PASS).
 */
final class CountBoundaries {
    private final CountEvidence evidence;
    private final double failThreshold;
    private final double passThreshold;

    CountBoundaries(double p, double falseAlarm, double missed) {
        this.evidence = CountEvidence.of(p);
        this.failThreshold = CountEvidence.threshold(Checks.risk(falseAlarm, "falseAlarm"));
        this.passThreshold = CountEvidence.threshold(Checks.risk(missed, "missed"));
    }

    /** Returns whether s exceedances of n FAIL, which requires n &gt;= 10. */
    boolean fails(int n, int s) {
        return n >= MIN_SAMPLES && reached(evidence.logFailGuarded(n, s), failThreshold);
    }

    /** Returns whether the evidence of s exceedances of n would PASS, ignoring the minimum of 10. */
    boolean passes(int n, int s) {
        return reached(evidence.logPass(n, s), passThreshold);
    }

    /** Returns the smallest s with {@link #fails}, or n + 1 if there is none. */
    int failAtLeast(int n) {
        int low = 0;
        int high = n + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (fails(n, middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Returns the greatest s with {@link #passes}, or -1 if there is none. */
    int passAtMost(int n) {
        int low = -1;
        int high = n;
        while (low < high) {
            int middle = (low + high + 1) >> 1;
            if (passes(n, middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
