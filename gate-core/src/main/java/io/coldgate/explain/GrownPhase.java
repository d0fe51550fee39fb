package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Phase;

/**
 * A phase without package inits that is proven to take longer than in the baseline.
 *
 * @param phase the phase
 * @param nanos by how much, ns
 */
public record GrownPhase(Phase phase, double nanos) {}
