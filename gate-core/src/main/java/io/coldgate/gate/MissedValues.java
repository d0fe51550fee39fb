package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.unit.Counted;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Optional;

/**
 * Adds to a check's result the number of successful starts without a value of its metric, and withholds the verdict if
 * no start has one, because nothing was measured.
 */
final class MissedValues {
    private final List<Start> starts;
    private final List<Start> baselineStarts;

    MissedValues(List<Start> starts, List<Start> baselineStarts) {
        this.starts = starts;
        this.baselineStarts = baselineStarts;
    }

    /** Returns the result in view of the missing values. */
    CheckResult told(CheckResult result) {
        if (!(result.check() instanceof MetricCheck check)) {
            return result;
        }
        Optional<CheckResult> told = told(result, starts, "", check.metric());
        if (told.isEmpty() && check instanceof RegressionCheck) {
            told = told(result, baselineStarts, "the baseline's: ", check.metric());
        }
        return told.orElse(result);
    }

    private static Optional<CheckResult> told(CheckResult result, List<Start> all, String whose, Metric metric) {
        List<Start> of =
                all.stream().filter(start -> metric.isOf(start.payload())).toList();
        List<String> missed = of.stream()
                .flatMap(start -> start.missedReason(metric).stream())
                .toList();
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        String why = whose + missed.size() + " of " + Counted.of(of.size(), "start") + " without " + metric.key() + ": "
                + missed.get(missed.size() - 1);
        if (of.stream().allMatch(start -> Double.isInfinite(start.value(metric).orElse(0)))) {
            return Optional.of(new CheckResult(
                    result.check(), Verdict.NOT_MEASURED, VerdictReason.COULD_NOT_MEASURE, why, "", Optional.empty()));
        }
        return Optional.of(result.explainedBy(result.explanation() + "; " + why));
    }
}
