package io.coldgate.gate;

import io.coldgate.stats.Defaults;
import io.coldgate.verdict.Verdict;
import java.util.Locale;
import java.util.Optional;

/**
 * The direction that the evidence of an undecided check points to. It is no verdict: evidence of 28 : 1 that a limit is
 * broken is what one in 28 series within it may show at some time.
 *
 * @param odds the evidence that the limit is broken
 * @param enough about how many samples, or rounds, in all a verdict would take at this rate; at least twice those there
 *     are
 */
public record LikelyFailure(double odds, int enough) {
    /** Below this it is not worth a word: one series in ten exactly at its limit comes that far. */
    private static final double WORTH_SAYING = Math.log(10);

    /** The margin over the estimate, which has none, before a round number is taken. */
    private static final double MARGIN = 1.5;

    private static final int ROUND = 50;

    /**
     * Returns how an undecided check leans towards FAIL; empty where it does not, where only the host's other work
     * keeps it from failing, and where more samples cannot decide it. Empty too for one recorded series relative to
     * another: its evidence is of a single look, so that no series may be prolonged by it, and no odds.
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

    /** {@code 28 : 1}. */
    public String ratio() {
        return String.format(Locale.ROOT, "%,d : 1", Math.round(odds));
    }
}
