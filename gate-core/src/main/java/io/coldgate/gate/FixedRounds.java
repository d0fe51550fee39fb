package io.coldgate.gate;

import io.coldgate.sample.Metric;
import java.util.Set;

/**
 * Rounds, or starts where there is no baseline, that are measured to their end, for what they show and not for a
 * verdict.
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
