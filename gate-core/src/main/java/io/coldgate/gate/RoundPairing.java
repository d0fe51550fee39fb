package io.coldgate.gate;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Start;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the two starts of a round. A round that lacks a start (because it was warm or throttled, or the gate was
 * killed) is dropped; both arms are then repeated under a new number.
 */
final class RoundPairing {
    private @Nullable Start waiting;

    /** A complete round. */
    record Round(Start baseline, Start candidate) {}

    /** Adds a start; returns the round if this start completes it. */
    Optional<Round> add(Start start) {
        if (start.round() == 0) {
            return Optional.empty();
        }
        Start first = waiting;
        if (first == null || first.round() != start.round() || first.arm() == start.arm()) {
            waiting = start;
            return Optional.empty();
        }
        waiting = null;
        return Optional.of(start.arm() == Arm.CANDIDATE ? new Round(first, start) : new Round(start, first));
    }
}
