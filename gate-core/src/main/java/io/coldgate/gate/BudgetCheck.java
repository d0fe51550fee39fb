package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Quantity;

/**
 * A budget on a series of starts.
 *
 * @param maxSamples cap on the samples of this check
 * @param falseAlarm probability of a false failure allotted to this check
 * @param missed probability of a false pass allotted to this check
 */
public record BudgetCheck(
        String function,
        Metric metric,
        BudgetRule budgetRule,
        Quantity limit,
        int maxSamples,
        double falseAlarm,
        double missed,
        Location location,
        OnInconclusive onInconclusive)
        implements MetricCheck {
    @Override
    public Key<?> key() {
        return Budget.keyOf(metric);
    }

    @Override
    public String rule() {
        return budgetRule.key();
    }

    @Override
    public String nameInFile() {
        return CheckName.ofBudget(metric, budgetRule);
    }

    @Override
    public String limitText() {
        return limit.format();
    }

    @Override
    public boolean isQuantile() {
        return budgetRule instanceof BudgetRule.Quantile;
    }

    @Override
    public String amount(double value, double like) {
        return new Quantity(value, metric.dimension()).formatLike(new Quantity(like, metric.dimension()));
    }
}
