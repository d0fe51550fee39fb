package io.coldgate.stats;

/**
 * A limit on a quantile of one recorded series relative to another: both are complete before the first look.
 *
 * @param p the quantile, in (0, 1)
 * @param tolerance the share of the baseline by which the candidate may be larger, above 0
 * @param falseAlarm the risk of a false FAIL
 * @param missed the risk of a false PASS
 */
public record RecordedContrastRule(double p, double tolerance, double falseAlarm, double missed) {
    /** Refuses parameters for which no verdict is possible. */
    public RecordedContrastRule {
        Checks.quantile(p);
        Checks.limit(tolerance, "tolerance");
        Checks.risk(falseAlarm, "falseAlarm");
        Checks.risk(missed, "missed");
    }

    /**
     * Returns the fewest runs on each side with which both verdicts are possible: the greatest and the least of n runs
     * must bound the quantile at half of either risk, {@code max(p, 1 - p)^n <= risk / 2}; never under 10.
     */
    public int fewest() {
        double risk = Math.min(falseAlarm, missed) / 2;
        double least = Math.log(risk) / Math.log(Math.max(p, 1 - p));
        return Math.max(Defaults.MIN_SAMPLES, (int) Math.ceil(least - Defaults.EPSILON));
    }

    /**
     * Returns the fewest blocks on each side with which both verdicts are possible: the chance that two sides of k
     * blocks separate, {@code 1 / C(2k, k)}, must not exceed either risk.
     */
    public int fewestBlocks() {
        double risk = Math.min(falseAlarm, missed) * (1 + Defaults.EPSILON);
        int blocks = 1;
        double chance = .5;
        while (chance > risk) {
            blocks++;
            // C(2k, k) = C(2k - 2, k - 1) (2k) (2k - 1) / k^2
            chance *= (double) blocks * blocks / (2.0 * blocks * (2 * blocks - 1));
        }
        return blocks;
    }
}
