package io.coldgate.gate;

import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/**
 * A check and its result.
 *
 * @param check the check
 * @param verdict the verdict
 * @param why the reason of the verdict
 * @param explanation one sentence for people
 * @param measured the measured value formatted for people; empty when nothing was measured
 * @param figures the figures of a series; empty for other checks
 * @param ratio the figures of a comparison with the baseline; empty for other checks
 * @param acceptance its accepted exception, and the effect of that; empty for none, and when nothing was measured
 */
public record CheckResult(
        Check check,
        Verdict verdict,
        VerdictReason why,
        String explanation,
        String measured,
        Optional<SeriesFigures> figures,
        Optional<RatioFigures> ratio,
        Optional<AcceptedCheck> acceptance) {
    /** A result without a ratio and without an accepted exception. */
    public CheckResult(
            Check check,
            Verdict verdict,
            VerdictReason why,
            String explanation,
            String measured,
            Optional<SeriesFigures> figures) {
        this(check, verdict, why, explanation, measured, figures, Optional.empty(), Optional.empty());
    }

    /** Returns the result of a check whose baseline is the candidate itself. */
    static CheckResult ofIdentical(RegressionCheck check, String codeSha256) {
        return new CheckResult(
                check,
                Verdict.PASS,
                VerdictReason.IDENTICAL_PACKAGE,
                VerdictText.ofIdentical(codeSha256),
                "identical package",
                Optional.empty());
    }

    /** Returns whether the check is within its budget and needs no action. */
    public boolean isPlainPass() {
        return verdict == Verdict.PASS && acceptance.isEmpty();
    }

    /** Returns the result with another explanation. */
    CheckResult explainedBy(String words) {
        return new CheckResult(check, verdict, why, words, measured, figures, ratio, acceptance);
    }

    /** Returns the result with its exception, and the verdict and explanation that follow from it. */
    CheckResult accepted(AcceptedCheck by, Verdict now, String words) {
        return new CheckResult(check, now, why, words, measured, figures, ratio, Optional.of(by));
    }
}
