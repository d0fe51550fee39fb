package io.coldgate.thresholds;

import java.util.List;
import java.util.Optional;

/**
 * The comparison of a candidate.
 *
 * @param baseline the baseline; empty when there is no comparison
 * @param regressions relative limits, in the file's order; none without a baseline
 */
public record Comparison(Optional<Baseline> baseline, List<RegressionBudget> regressions) {
    public static final Key<Void> REGRESSION = new Key<>("regression");

    /** No comparison. */
    public static final Comparison NONE = new Comparison(Optional.empty(), List.of());

    /** Copies the list. */
    public Comparison {
        regressions = List.copyOf(regressions);
    }
}
