package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Quantity;

/**
 * One absolute limit of one function.
 *
 * @param metric what is limited
 * @param rule which property of its series
 * @param limit the limit; equal to it is within
 * @param location where it stands in the file
 */
public record Budget(Metric metric, BudgetRule rule, Quantity limit, Location location) {}
