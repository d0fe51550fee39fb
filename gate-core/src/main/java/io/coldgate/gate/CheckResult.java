package io.coldgate.gate;

import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/**
 * A check and what came of it.
 *
 * @param check the check
 * @param verdict what is known
 * @param why what it rests on
 * @param explanation one sentence for people
 * @param measured the measured value as people read it; empty when nothing was measured
 * @param figures the figures of a series; empty for other checks
 * @param ratio the figures of a comparison with the baseline; empty for other checks
 * @param acceptance its accepted exception, and what that did; empty for none, and where nothing was measured
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
    /** A result without a ratio and an accepted exception. */
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

    /** Returns whether it is within its budget and nobody needs to do anything. */
    public boolean isPlainPass() {
        return verdict == Verdict.PASS && acceptance.isEmpty();
    }

    /** The same in other words. */
    CheckResult explainedBy(String words) {
        return new CheckResult(check, verdict, why, words, measured, figures, ratio, acceptance);
    }

    /** The same with its exception, and the verdict and words that come of that. */
    CheckResult accepted(AcceptedCheck by, Verdict now, String words) {
        return new CheckResult(check, now, why, words, measured, figures, ratio, Optional.of(by));
    }
}
