package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.Key;

/** A limit on one metric of a function's starts. */
public sealed interface MetricCheck extends Check permits BudgetCheck, RegressionCheck {
    /** Returns the metric. */
    Metric metric();

    /** Returns the setting that holds the limits of the metric. */
    Key<?> key();

    @Override
    default String subject() {
        return metric().key();
    }

    @Override
    default String demand() {
        return (metric().moreIsBetter() ? "≥ " : "≤ ") + limitText();
    }
}
