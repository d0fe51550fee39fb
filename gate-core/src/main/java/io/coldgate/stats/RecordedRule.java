package io.coldgate.stats;

/**
 * A limit on a quantile of a series that another tool has recorded: all samples are there before the first look.
 *
 * @param p the share of samples that must be within the limit, in (0, 1)
 * @param limit the limit, in the unit of the samples, zero or more; a sample equal to it is within
 * @param atLeast whether samples must be at or above the limit: more is better
 * @param levelFail the risk of a false FAIL: the build's divided by the number of its checks
 * @param beta the risk of a false PASS
 * @param fixedLength whether the number of samples was chosen before the tool ran, whatever it then measured
 */
public record RecordedRule(
        double p, double limit, boolean atLeast, double levelFail, double beta, boolean fixedLength) {
    /** Refuses what no verdict could rest on. */
    public RecordedRule {
        Checks.quantile(p);
        Checks.limit(limit, "limit");
        Checks.risk(levelFail, "level");
        Checks.risk(beta, "beta");
    }

    /**
     * The fewest samples with which the limit can PASS, all of them being within: for a fixed length 10 (p50), 11
     * (p75), 29 (p90), 59 (p95), 299 (p99) at beta .05, for any other what {@link AbsoluteDecider#firstPossiblePass}
     * says.
     */
    public int firstPossiblePass() {
        return fixedLength
                ? Math.max(Defaults.MIN_SAMPLES, FirstPass.theoreticalMinimum(p, beta))
                : AbsoluteDecider.firstPossiblePass(p, beta);
    }
}
