package io.coldgate.stats;

import java.util.OptionalInt;

/** The distance of an undecided check from a verdict. */
public final class MoreSamples {
    private MoreSamples() {}

    /**
     * About how many more samples (or rounds) bring a verdict if the evidence goes on growing as it did on average:
     * {@code min over both sides of ceil((ln(1/risk) - log E) / (log E / n))}. A rough guide, without guarantee: an
     * e-process pays for its bets first, so early on it promises too few verdicts rather than too many. Empty while
     * neither evidence has grown: the function is too close to the limit for any number to be named. Minimum n: 1.
     *
     * @param n samples so far
     * @param logEvidenceFail log evidence for FAIL
     * @param levelFail the risk of a false FAIL
     * @param logEvidencePass log evidence for PASS
     * @param beta the risk of a false PASS
     */
    public static OptionalInt estimate(
            int n, double logEvidenceFail, double levelFail, double logEvidencePass, double beta) {
        double toFail = more(n, logEvidenceFail, CountEvidence.threshold(Checks.risk(levelFail, "level")));
        double toPass = more(n, logEvidencePass, CountEvidence.threshold(Checks.risk(beta, "beta")));
        double fewest = Math.min(toFail, toPass);
        return fewest <= Integer.MAX_VALUE ? OptionalInt.of((int) fewest) : OptionalInt.empty();
    }

    /** {@link #estimate(int, double, double, double, double)} for where an absolute budget stands. */
    public static OptionalInt estimate(AbsoluteDecision decision, AbsoluteRule rule) {
        return estimate(
                decision.n(), decision.logEvidenceFail(), rule.levelFail(), decision.logEvidencePass(), rule.beta());
    }

    /** {@link #estimate(int, double, double, double, double)} for where a relative limit stands, in rounds. */
    public static OptionalInt estimate(RelativeDecision decision, RelativeRule rule) {
        return estimate(
                decision.rounds(),
                decision.logEvidenceFail(),
                RelativeDecider.EARLY * rule.levelFail(),
                decision.logEvidencePass(),
                RelativeDecider.EARLY * rule.beta());
    }

    private static double more(int n, double log, double threshold) {
        if (n < 1 || log <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, Math.ceil((threshold - log) * n / log));
    }
}
