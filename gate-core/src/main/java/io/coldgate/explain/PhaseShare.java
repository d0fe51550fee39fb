package io.coldgate.explain;

import io.coldgate.sample.ExplainedStart.Phase;

/**
 * The time that a start spends in a phase.
 *
 * @param phase the phase
 * @param nanos the time; the phases of a start add up to it
 * @param share its share of the start, 0 to 1
 */
public record PhaseShare(Phase phase, Estimate nanos, double share) {}
