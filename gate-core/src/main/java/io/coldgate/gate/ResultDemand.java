package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultBudget;

/**
 * A limit on other tools' results and one series that it is about.
 *
 * @param source whose results
 * @param id which series
 * @param budget the limit
 * @param missed probability of a false pass
 * @param onInconclusive what happens when it stays inconclusive
 */
public record ResultDemand(
        ToolResults.Source source, SeriesId id, ResultBudget budget, double missed, OnInconclusive onInconclusive) {
    /**
     * Returns whether it takes evidence, and so a share of the build's false alarms; {@code max} and {@code failed: 0%}
     * are plain.
     */
    boolean takesEvidence() {
        return budget.rule() instanceof BudgetRule.Quantile
                || budget.rule() instanceof BudgetRule.Failed && budget.limit().value() > 0;
    }

    /** Returns whether it takes series of these results, of its own or of what they are compared with. */
    public boolean reads(ToolResults.Source other) {
        return source.equals(other)
                || budget.against().map(each -> each.source().equals(other)).orElse(false);
    }

    /** The check, with its share of the build's false alarms. */
    RecordedCheck check(double falseAlarm) {
        if (budget.against().isPresent() && budget.rule() instanceof BudgetRule.Quantile quantile) {
            return new ResultRegressionCheck(
                    source,
                    id,
                    budget.against().get(),
                    quantile,
                    budget.limit().value(),
                    falseAlarm,
                    missed,
                    budget.location(),
                    onInconclusive);
        }
        return new ResultCheck(
                source, id, budget.rule(), budget.limit(), falseAlarm, missed, budget.location(), onInconclusive);
    }
}
