package io.coldgate.run.bisect;

import io.coldgate.bisect.CommitResult;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Figures;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.verdict.VerdictReason;
import java.util.Optional;

/** The result of a comparison, interpreted for the commit. */
record ComparedSeries(CheckResult result, boolean broken) {
    /** Reads the only check of a series. */
    static ComparedSeries of(SeriesTally tally) {
        CheckResult result = tally.results().get(0);
        // If the fast commit's starts fail too, the compared commit is not the cause.
        boolean ofTheCommit = tally.noneWorked(Arm.CANDIDATE) && !tally.noneWorked(Arm.BASELINE);
        boolean broken = result.why() == VerdictReason.COULD_NOT_MEASURE
                && tally.ending().equals(Optional.of(Ending.COULD_NOT_MEASURE))
                && !ofTheCommit;
        return new ComparedSeries(result, broken);
    }

    /** Returns what the comparison shows about the commit; not meaningful if the comparison is broken. */
    CommitResult look(String commit) {
        RegressionCheck check = (RegressionCheck) result.check();
        int most = check.maxRounds();
        CommitResult look = look(commit, most);
        return result.ratio()
                .map(figures -> changed(look, check.metric(), figures))
                .orElse(look);
    }

    /** Returns the result with its change for the worse, unless the interval has no such end. */
    private static CommitResult changed(CommitResult look, Metric metric, RatioFigures figures) {
        double estimate = metric.scored(figures.estimate());
        double end = metric.scored(metric.moreIsBetter() ? figures.intervalHigh() : figures.intervalLow());
        return Double.isFinite(estimate) && end > 0 ? look.slowerBy(estimate - 1, end - 1) : look;
    }

    private CommitResult look(String commit, int most) {
        return switch (result.verdict()) {
            case PASS -> CommitResult.decided(commit, false, most, measured(), result.explanation());
            case FAIL -> CommitResult.decided(commit, true, most, measured(), result.explanation());
            case INCONCLUSIVE, NOT_MEASURED, ACCEPTED ->
                CommitResult.open(commit, skip(result.why()), most, measured(), result.explanation());
        };
    }

    private static CommitResult.Skip skip(VerdictReason why) {
        return switch (why) {
            case MAX_SAMPLES, OUT_OF_REACH, LAST_LOOK, TOO_FEW_SAMPLES -> CommitResult.Skip.ROUNDS;
            case COULD_NOT_MEASURE -> CommitResult.Skip.STARTS;
            default -> CommitResult.Skip.OTHER;
        };
    }

    private String measured() {
        if (result.why() == VerdictReason.IDENTICAL_PACKAGE) {
            return "";
        }
        return result.measured()
                + result.ratio()
                        .map(ratio -> " (" + Figures.interval(result).replace(" – ", " to ") + ", " + ratio.rounds()
                                + " rounds)")
                        .orElse("");
    }
}
