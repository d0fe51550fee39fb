package io.coldgate.explain;

import io.coldgate.sample.ArmBuild;
import java.util.List;
import java.util.Optional;

/**
 * The explanation of a function's cold start: its composition, and the causes of a slowdown. It never changes a
 * verdict.
 *
 * @param function the function's name in the thresholds file
 * @param candidate its start
 * @param baseline the start that it is compared with
 * @param build the build of the candidate
 * @param slower what got slower, with evidence
 * @param grown phases without packages that take longer, with evidence
 * @param tried the effect of other variables
 * @param advice what to do
 * @param notes caveats for the reader
 */
public record Explanation(
        String function,
        ArmProfile candidate,
        Optional<ArmProfile> baseline,
        Optional<ArmBuild> build,
        List<Slower> slower,
        List<GrownPhase> grown,
        Optional<VariableTrial> tried,
        List<Advice> advice,
        List<String> notes) {
    /** The explained share below which the heading states the share. */
    public static final double ENOUGH_NAMED = .9;

    /** Copies the lists. */
    public Explanation {
        slower = List.copyOf(slower);
        grown = List.copyOf(grown);
        advice = List.copyOf(advice);
        notes = List.copyOf(notes);
    }
}
