package io.coldgate.gate;

import io.coldgate.stats.Defaults;
import io.coldgate.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * The direction that the evidence of an undecided check points to. It is not a verdict: one in 28 series within the
 * limit may show evidence of 28 : 1 against it at some time.
 *
 * @param odds the evidence that the limit is broken
 * @param enough the approximate total number of samples or rounds for a verdict at this rate; at least twice the
 *     present number
 */
public record LikelyFailure(double odds, int enough) {
    /** The smallest evidence that is reported: one series in ten that is exactly at its limit reaches it. */
    private static final double WORTH_SAYING = Math.log(10);

    /** The margin added to the estimate before it is rounded. */
    private static final double MARGIN = 1.5;

    private static final int ROUND = 50;

    /**
     * Returns the extent to which an undecided check leans towards FAIL. Empty if it does not, if only other work on
     * the host prevents the failure, and if more samples cannot decide it. Also empty for a recorded series relative to
     * another: its evidence comes from a single look, so it gives no odds and must not prolong a series.
     */
    public static Optional<LikelyFailure> of(CheckResult result) {
        boolean more = switch (result.why()) {
            case HOST_BUSY, OTHER_COMPILER -> false;
            default -> true;
        };
        if (result.verdict() != Verdict.INCONCLUSIVE || !more || result.check() instanceof ResultRegressionCheck) {
            return Optional.empty();
        }
        if (result.ratio().isPresent()) {
            RatioFigures figures = result.ratio().get();
            return of(result.check(), figures.rounds(), figures.logEvidenceFail(), figures.logEvidencePass());
        }
        return result.figures()
                .flatMap(figures ->
                        of(result.check(), figures.n(), figures.logEvidenceFail(), figures.logEvidencePass()));
    }

    private static Optional<LikelyFailure> of(Check check, int n, double logFail, double logPass) {
        if (n < Defaults.MIN_SAMPLES || logFail < WORTH_SAYING || logFail < logPass) {
            return Optional.empty();
        }
        double needed = n * -Math.log(falseAlarm(check)) / logFail;
        int rounded = (int) Math.ceil(Math.max(2.0 * n, MARGIN * needed) / ROUND) * ROUND;
        return Optional.of(new LikelyFailure(Math.exp(logFail), rounded));
    }

    private static double falseAlarm(Check check) {
        if (check instanceof BudgetCheck starts) {
            return starts.falseAlarm();
        }
        if (check instanceof RegressionCheck regression) {
            return regression.falseAlarm();
        }
        if (check instanceof RecordedCheck recorded) {
            return recorded.falseAlarm();
        }
        throw new IllegalStateException("a check without evidence: " + check);
    }

    /** Returns the odds: {@code 28 : 1}. */
    public String ratio() {
        return String.format(Locale.ROOT, "%,d : 1", Math.round(odds));
    }
}
