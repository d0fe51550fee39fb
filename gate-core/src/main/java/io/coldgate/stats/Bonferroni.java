package io.coldgate.stats;

/**
 * The risk of several checks together (Bonferroni). PASS needs no correction for their number: a build passes only if
 * every check does, so that a regressed check slips through with probability at most beta.
 */
public final class Bonferroni {
    private Bonferroni() {}

    /**
     * The level of each check's FAIL, {@code alpha / m} (Bonferroni): the probability of any false FAIL in the build is
     * at most alpha, however the checks depend on each other and whenever each stops.
     *
     * @param alphaBuild the risk of any false FAIL in the build
     * @param checks the number m of checks, every function times every budget, fixed before the first sample
     */
    public static double levelPerCheck(double alphaBuild, int checks) {
        if (checks < 1) {
            throw new IllegalArgumentException("a build needs at least one check");
        }
        return Checks.risk(alphaBuild, "alpha") / checks;
    }
}
