package io.coldgate.gate;

import io.coldgate.sample.Metric;
import java.util.Set;

/**
 * A fixed number of rounds, or of starts where there is no baseline, measured for their figures and not for a verdict.
 *
 * @param rounds how many
 * @param metrics what every start of them must have
 */
public record FixedRounds(int rounds, Set<Metric> metrics) {
    /** Copies the set. */
    public FixedRounds {
        metrics = Set.copyOf(metrics);
    }
}
