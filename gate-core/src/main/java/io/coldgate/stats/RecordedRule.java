package io.coldgate.stats;

/**
 * A limit on a quantile of a series that another tool has recorded: all samples are known before the first look.
 *
 * @param p the share of samples that must be within the limit, in (0, 1)
 * @param limit the limit, in the unit of the samples, zero or more; a sample equal to it is within
 * @param atLeast whether samples must be at or above the limit, because more is better
 * @param falseAlarm the risk of a false FAIL: the build's divided by the number of its checks
 * @param missed the risk of a false PASS
 * @param fixedLength whether the number of samples was fixed before the tool ran, independently of its measurements
 */
public record RecordedRule(
        double p, double limit, boolean atLeast, double falseAlarm, double missed, boolean fixedLength) {
    /** Refuses parameters for which no verdict is possible. */
    public RecordedRule {
        Checks.quantile(p);
        Checks.limit(limit, "limit");
        Checks.risk(falseAlarm, "falseAlarm");
        Checks.risk(missed, "missed");
    }

    /**
     * Returns the fewest samples with which the limit can PASS if all of them are within: for a fixed length 10 (p50),
     * 11 (p75), 29 (p90), 59 (p95), 299 (p99) at a risk of .05, otherwise the value of
     * {@link AbsoluteDecider#firstPossiblePass}.
     */
    public int firstPossiblePass() {
        return fixedLength
                ? Math.max(Defaults.MIN_SAMPLES, FirstPass.theoreticalMinimum(p, missed))
                : AbsoluteDecider.firstPossiblePass(p, missed);
    }
}
