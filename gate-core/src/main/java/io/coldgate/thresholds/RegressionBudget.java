package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.diagnostic.Location;

/**
 * One relative limit of one function: the candidate against its baseline, measured in the same run.
 *
 * @param metric what is limited
 * @param quantile the quantile of its series
 * @param tolerance how much larger the candidate may be: {@code +10%}, or {@code +2} for a count
 * @param location its location in the file
 */
public record RegressionBudget(Metric metric, BudgetRule.Quantile quantile, Tolerance tolerance, Location location) {
    /** Returns the setting that holds the relative limits of a metric: {@code regression.init_duration}. */
    public static Key<Void> keyOf(Metric metric) {
        return Comparison.REGRESSION.below(metric.name());
    }
}
