package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultBudget;

/**
 * A limit on other tools' results and one series that it applies to.
 *
 * @param source the source of the results
 * @param id the series
 * @param budget the limit
 * @param missed probability of a false pass
 * @param onInconclusive the effect of an inconclusive check
 */
public record ResultDemand(
        ToolResults.Source source, SeriesId id, ResultBudget budget, double missed, OnInconclusive onInconclusive) {
    /**
     * Returns whether it is decided with evidence, and so takes a share of the build's false-alarm probability;
     * {@code max} and {@code failed: 0%} are plain.
     */
    boolean takesEvidence() {
        return budget.rule() instanceof BudgetRule.Quantile
                || budget.rule() instanceof BudgetRule.Failed && budget.limit().value() > 0;
    }

    /** Returns whether it uses these results, as its own or as those of its baseline. */
    public boolean reads(ToolResults.Source other) {
        return source.equals(other)
                || budget.against().map(each -> each.source().equals(other)).orElse(false);
    }

    /** Returns the check, with its share of the build's false-alarm probability. */
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
