package io.coldgate.gate;

import io.coldgate.sample.Metric;
import java.util.Set;

/**
 * A fixed number of rounds (or of starts, without a baseline) that are measured for their figures rather than for a
 * verdict.
 *
 * @param rounds the number of rounds
 * @param metrics the metrics that each of their starts must have
 */
public record FixedRounds(int rounds, Set<Metric> metrics) {
    /** Copies the set. */
    public FixedRounds {
        metrics = Set.copyOf(metrics);
    }
}
