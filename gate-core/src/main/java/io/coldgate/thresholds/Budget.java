package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import io.coldgate.sample.PackageSum;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Quantity;

/**
 * One absolute limit of one function.
 *
 * @param metric what is limited
 * @param rule the limited property of its series
 * @param limit the limit; a value equal to it is within
 * @param location its location in the file
 */
public record Budget(Metric metric, BudgetRule rule, Quantity limit, Location location) {
    /**
     * Returns the setting that holds the budgets of a metric: {@code budgets.init_duration}, or
     * {@code packages.github.com/**} for a sum over packages.
     */
    public static Key<Void> keyOf(Metric metric) {
        return metric.packages()
                .filter(sum -> !Metric.OF_STARTS.contains(metric))
                .map(PackageSum::pattern)
                .map(Budget::keyOfPackages)
                .orElseGet(() -> Limits.BUDGETS.below(metric.name()));
    }

    /** Returns the setting that holds the budgets of a package pattern. */
    public static Key<Void> keyOfPackages(String pattern) {
        return Limits.PACKAGES.below(pattern);
    }
}
