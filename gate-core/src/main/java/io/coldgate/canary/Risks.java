package io.coldgate.canary;

import io.coldgate.stats.Bonferroni;

/**
 * The risks of a canary.
 *
 * @param falseAlarm the risk of a false FAIL of one test at one step
 * @param missed the risk that a candidate over a limit passes it at one step
 * @param maxPairs pairs of each test at most
 */
public record Risks(double falseAlarm, double missed, int maxPairs) {
    /** A step that so many pairs do not decide is held; three times what a p99 needs to pass. */
    private static final int MOST_PAIRS = 1_000;

    /**
     * Returns the risks where a canary's false FAIL has the probability {@code falseAlarmOfCanary} at most.
     *
     * @param limits number of limits; failures are one more test
     * @param steps number of steps at which versions are compared
     */
    public static Risks of(double falseAlarmOfCanary, double missed, int limits, int steps) {
        return new Risks(
                Bonferroni.falseAlarmPerCheck(falseAlarmOfCanary, (limits + 1) * Math.max(1, steps)),
                missed,
                MOST_PAIRS);
    }
}
