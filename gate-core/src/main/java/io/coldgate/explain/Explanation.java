package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import java.util.List;
import java.util.Optional;

/**
 * The explanation of a function's cold start: its parts, and what made it slower. It never changes a verdict.
 *
 * @param function the function's name in the thresholds file
 * @param candidate its start
 * @param baseline the start that it is compared with
 * @param build how the candidate was built
 * @param slower what got slower, with evidence
 * @param tried what other variables changed
 * @param advice what to do
 * @param notes what a reader must know to trust it
 */
public record Explanation(
        String function,
        ArmProfile candidate,
        Optional<ArmProfile> baseline,
        Optional<ArmBuild> build,
        List<Slower> slower,
        Optional<VariableTrial> tried,
        List<Advice> advice,
        List<String> notes) {
    /** Below this share the heading says how much is explained. */
    public static final double ENOUGH_NAMED = .9;

    /** Copies the lists. */
    public Explanation {
        slower = List.copyOf(slower);
        advice = List.copyOf(advice);
        notes = List.copyOf(notes);
    }
}
