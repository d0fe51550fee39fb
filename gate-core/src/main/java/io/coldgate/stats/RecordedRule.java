package io.coldgate.stats;

/**
 * A limit on a quantile of a series that another tool has recorded: all samples are there before the first look.
 *
 * @param p the share of samples that must be within the limit, in (0, 1)
 * @param limit the limit, in the unit of the samples, zero or more; a sample equal to it is within
 * @param atLeast whether samples must be at or above the limit: more is better
 * @param falseAlarm the risk of a false FAIL: the build's divided by the number of its checks
 * @param missed the risk of a false PASS
 * @param fixedLength whether the number of samples was chosen before the tool ran, whatever it then measured
 */
public record RecordedRule(
        double p, double limit, boolean atLeast, double falseAlarm, double missed, boolean fixedLength) {
    /** Refuses what no verdict could rest on. */
    public RecordedRule {
        Checks.quantile(p);
        Checks.limit(limit, "limit");
        Checks.risk(falseAlarm, "falseAlarm");
        Checks.risk(missed, "missed");
    }

    /**
     * The fewest samples with which the limit can PASS, all of them being within: for a fixed length 10 (p50), 11
     * (p75), 29 (p90), 59 (p95), 299 (p99) at a risk of .05, for any other what
     * {@link AbsoluteDecider#firstPossiblePass} says.
     */
    public int firstPossiblePass() {
        return fixedLength
                ? Math.max(Defaults.MIN_SAMPLES, FirstPass.theoreticalMinimum(p, missed))
                : AbsoluteDecider.firstPossiblePass(p, missed);
    }
}
