package io.coldgate.canary;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import java.util.Optional;

/**
 * A limit of the thresholds file that no canary can decide: REPORT lines do not contain its metric.
 *
 * @param metric the metric
 * @param quantile its quantile
 * @param tolerance how much larger it may be, as written in the file: {@code +10%}
 * @param instead the limit that stands in for it; empty if REPORT lines contain no similar metric
 */
public record UnseenLimit(
        Metric metric, BudgetRule.Quantile quantile, String tolerance, Optional<CanaryLimit> instead) {
    /** Returns a line for people that names the limit, and what is compared instead. */
    public String text() {
        return metric.name() + " " + quantile.key() + " " + tolerance + " cannot be seen in REPORT lines; "
                + instead.map(CanaryLimit::text).orElse("nothing") + " is compared instead";
    }
}
