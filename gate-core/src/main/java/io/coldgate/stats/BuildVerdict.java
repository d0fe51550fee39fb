package io.coldgate.stats;

import java.util.Collection;

/** One verdict for a build of several checks. */
public final class BuildVerdict {
    private BuildVerdict() {}

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

    /**
     * FAIL if any check failed; else UNDECIDED while any is; else INCONCLUSIVE if any is; else PASS. PASS is not
     * corrected for the number of checks: a build passes only if every check does, so a regressed check slips through
     * with probability at most beta.
     *
     * @param outcomes the outcome of each check, at least one: a build without checks has shown nothing
     */
    public static Outcome of(Collection<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            throw new IllegalArgumentException("a build needs at least one check");
        }
        if (outcomes.contains(Outcome.FAIL)) {
            return Outcome.FAIL;
        }
        if (outcomes.contains(Outcome.UNDECIDED)) {
            return Outcome.UNDECIDED;
        }
        return outcomes.contains(Outcome.INCONCLUSIVE) ? Outcome.INCONCLUSIVE : Outcome.PASS;
    }
}
