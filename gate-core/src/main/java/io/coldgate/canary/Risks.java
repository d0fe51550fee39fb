package io.coldgate.canary;

import io.coldgate.stats.Bonferroni;

/**
 * The error rates of a canary.
 *
 * @param falseAlarm probability of a false FAIL of one test at one step
 * @param missed probability that a candidate over a limit passes one step
 * @param maxPairs the maximum number of pairs of each test
 */
public record Risks(double falseAlarm, double missed, int maxPairs) {
    /** The maximum number of pairs, after which a step is undecided; three times what a p99 needs to pass. */
    private static final int MOST_PAIRS = 1_000;

    /**
     * Returns the error rates with which the probability of a canary's false FAIL is at most
     * {@code falseAlarmOfCanary}.
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
