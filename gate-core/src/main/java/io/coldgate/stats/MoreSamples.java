package io.coldgate.stats;

import java.util.OptionalInt;

/** The distance of an undecided check from a verdict. */
public final class MoreSamples {
    /** The largest forecast, as a multiple of the present number of samples; a larger one would be a guess. */
    private static final int FARTHEST = 20;

    private MoreSamples() {}

    /**
     * Estimates how many more samples (or rounds) bring a verdict if the evidence continues to grow at its average
     * rate: {@code min over both sides of ceil((ln(1/risk) - log E) / (log E / n))}. This is a rough guide without a
     * guarantee: an e-process first pays for its bets, so early forecasts are too pessimistic rather than too
     * optimistic. Empty while neither evidence has grown, because the function is too close to the limit for a
     * forecast. Minimum n: 1.
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

    /** Returns the estimate for an absolute budget; also empty if it would be meaningless or too far off. */
    public static OptionalInt estimate(AbsoluteDecision decision, AbsoluteRule rule) {
        return sensible(
                decision.n(),
                decision.logEvidenceFail(),
                CountEvidence.threshold(rule.falseAlarm()),
                decision.logEvidencePass(),
                CountEvidence.threshold(rule.missed()),
                AbsoluteDecider.firstPossiblePass(rule.p(), rule.missed()));
    }

    /** Returns the estimate for a relative limit, in rounds; also empty if it would be meaningless or too far off. */
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
     * Returns the estimate for display: at least the minimum that a verdict requires; empty if there is none, or if it
     * is too far ahead of the samples so far.
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
