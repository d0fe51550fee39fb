package io.coldgate.canary;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import java.util.Optional;

/**
 * A limit of the thresholds file that no canary can decide: REPORT lines do not tell its metric.
 *
 * @param metric the metric
 * @param quantile which quantile of it
 * @param tolerance by how much it may be more, as people write it: {@code +10%}
 * @param instead the limit that stands in for it; empty where REPORT lines tell nothing that is near it
 */
public record UnseenLimit(
        Metric metric, BudgetRule.Quantile quantile, String tolerance, Optional<CanaryLimit> instead) {
    /** Returns one line for people that says so, and what is compared instead. */
    public String text() {
        return metric.name() + " " + quantile.key() + " " + tolerance + " cannot be seen in REPORT lines; "
                + instead.map(CanaryLimit::text).orElse("nothing") + " is compared instead";
    }
}
