package io.coldgate.stats;

/**
 * The risk of several checks together (Bonferroni). PASS needs no correction for their number: a build passes only if
 * every check passes, so a regression slips through with probability at most {@code missed}.
 */
public final class Bonferroni {
    private Bonferroni() {}

    /**
     * Returns the false-alarm risk of each check, {@code falseAlarmOfBuild / m} (Bonferroni): the probability of any
     * false FAIL in the build is at most the build's, however the checks depend on each other and whenever each stops.
     *
     * @param falseAlarmOfBuild the risk of any false FAIL in the build
     * @param checks the number m of checks, all budgets of all functions, fixed before the first sample
     */
    public static double falseAlarmPerCheck(double falseAlarmOfBuild, int checks) {
        if (checks < 1) {
            throw new IllegalArgumentException("a build needs at least one check");
        }
        return Checks.risk(falseAlarmOfBuild, "falseAlarmOfBuild") / checks;
    }
}
