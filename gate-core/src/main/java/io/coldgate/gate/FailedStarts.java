package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;

/**
 * Adds the reason for failed starts to a check's result, and withholds the verdict of a series in which no start
 * worked: a function that never starts has no meaningful figures.
 */
final class FailedStarts {
    private final FailureTally candidate;
    private final FailureTally baseline;
    private final List<Start> starts;

    /**
     * Failures of both arms.
     *
     * @param starts the candidate's samples
     */
    FailedStarts(FailureTally candidate, FailureTally baseline, List<Start> starts) {
        this.candidate = candidate;
        this.baseline = baseline;
        this.starts = starts;
    }

    /** Returns the result in view of the failures. */
    CheckResult told(CheckResult result) {
        if (candidate.noneWorked()) {
            return ofInit(result).orElseGet(() -> notMeasured(result, candidate));
        }
        if (result.check() instanceof RegressionCheck && baseline.noneWorked()) {
            return notMeasured(result, baseline);
        }
        Optional<FailureSummary> summary = candidate.summary();
        if (summary.isEmpty() && result.check() instanceof RegressionCheck) {
            summary = baseline.summary();
        }
        return result.verdict() == Verdict.PASS || summary.isEmpty() ? result : explained(result, summary.get());
    }

    /** Returns the result with the failures first if they are what was measured. */
    private static CheckResult explained(CheckResult result, FailureSummary summary) {
        boolean measured = result.figures()
                .map(figures -> Double.isInfinite(figures.estimate()))
                .or(() -> result.ratio().map(ratio -> !Double.isFinite(ratio.estimate())))
                .orElse(false);
        return result.explainedBy(
                measured ? summary.text() + "; " + result.explanation() : result.explanation() + "; " + summary.text());
    }

    private static CheckResult notMeasured(CheckResult result, FailureTally tally) {
        return new CheckResult(
                result.check(),
                Verdict.NOT_MEASURED,
                VerdictReason.COULD_NOT_MEASURE,
                tally.summary().map(FailureSummary::text).orElse(""),
                "",
                Optional.empty());
    }

    /**
     * Returns the result of the inits if only the invocations failed. Evidence against the budget still counts, but a
     * function that never worked gets no PASS.
     */
    private Optional<CheckResult> ofInit(CheckResult result) {
        if (!(result.check() instanceof BudgetCheck check)
                || starts.isEmpty()
                || !starts.stream().allMatch(start -> hasInit(check, start))) {
            return Optional.empty();
        }
        StartDecider decider = StartDecider.of(check);
        starts.forEach(start -> decider.add(start.initAlone()));
        CheckResult ofInit = decider.result(Ending.COULD_NOT_MEASURE);
        String why = candidate.summary().map(FailureSummary::text).orElse("");
        return ofInit.verdict() == Verdict.FAIL
                ? Optional.of(ofInit.explainedBy(ofInit.explanation() + "; besides, " + why))
                : Optional.of(
                        notMeasured(result, candidate).explainedBy(why + "; the init itself: " + ofInit.measured()));
    }

    private static boolean hasInit(BudgetCheck check, Start start) {
        return start.failure()
                .filter(failure -> failure.initValues().containsKey(check.metric()))
                .isPresent();
    }
}
