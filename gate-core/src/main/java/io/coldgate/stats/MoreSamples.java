package io.coldgate.stats;

import java.util.OptionalInt;

/** The distance of an undecided check from a verdict. */
public final class MoreSamples {
    /** A forecast of more than this many times what there is would be a guess. */
    private static final int FARTHEST = 20;

    private MoreSamples() {}

    /**
     * Estimates how many more samples (or rounds) bring a verdict if the evidence goes on growing as it did on average:
     * {@code min over both sides of ceil((ln(1/risk) - log E) / (log E / n))}. A rough guide, without guarantee: an
     * e-process pays for its bets first, so early on it promises too few verdicts rather than too many. Empty while
     * neither evidence has grown: the function is too close to the limit for any number to be named. Minimum n: 1.
     *
     * @param n samples so far
     * @param logEvidenceFail log evidence for FAIL
     * @param falseAlarm the risk of a false FAIL
     * @param logEvidencePass log evidence for PASS
     * @param missed the risk of a false PASS
     */
    public static OptionalInt estimate(
            int n, double logEvidenceFail, double falseAlarm, double logEvidencePass, double missed) {
        double toFail = more(n, logEvidenceFail, CountEvidence.threshold(Checks.risk(falseAlarm, "falseAlarm")));
        double toPass = more(n, logEvidencePass, CountEvidence.threshold(Checks.risk(missed, "missed")));
        double fewest = Math.min(toFail, toPass);
        return fewest <= Integer.MAX_VALUE ? OptionalInt.of((int) fewest) : OptionalInt.empty();
    }

    /** The same for where an absolute budget stands; empty too where the estimate would be none, or far off. */
    public static OptionalInt estimate(AbsoluteDecision decision, AbsoluteRule rule) {
        return sensible(
                decision.n(),
                decision.logEvidenceFail(),
                CountEvidence.threshold(rule.falseAlarm()),
                decision.logEvidencePass(),
                CountEvidence.threshold(rule.missed()),
                AbsoluteDecider.firstPossiblePass(rule.p(), rule.missed()));
    }

    /**
     * The same for where a relative limit stands, in rounds; empty too where the estimate would be none, or far off.
     */
    public static OptionalInt estimate(RelativeDecision decision, RelativeRule rule) {
        return sensible(
                decision.rounds(),
                decision.logEvidenceFail(),
                CountEvidence.threshold(RelativeDecider.EARLY * rule.falseAlarm()),
                decision.logEvidencePass(),
                CountEvidence.threshold(RelativeDecider.EARLY * rule.missed()),
                RelativeRule.firstPossiblePass(rule.p(), rule.missed()));
    }

    /**
     * Returns the estimate as it can be shown: never fewer than a verdict takes at least; empty where there is none,
     * and where it is too far ahead for the pace so far.
     */
    private static OptionalInt sensible(
            int n, double logFail, double fail, double logPass, double pass, int firstPossiblePass) {
        double toFail = Math.max(more(n, logFail, fail), Defaults.MIN_SAMPLES - n);
        double toPass = Math.max(more(n, logPass, pass), firstPossiblePass - n);
        double fewest = Math.min(toFail, toPass);
        return fewest >= 1 && fewest <= FARTHEST * n ? OptionalInt.of((int) fewest) : OptionalInt.empty();
    }

    private static double more(int n, double log, double threshold) {
        if (n < 1 || log <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, Math.ceil((threshold - log) * n / log));
    }
}
