package io.coldgate.watch;

import io.coldgate.thresholds.WatchAction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A step of an incident, as it is on disk before and after it is taken.
 *
 * @param number counts the steps of the incident, from 1
 * @param shown the step for people
 * @param state how far it is
 * @param atMillis when it came into that state, in milliseconds since 1970
 * @param detail how it went; empty before
 * @param before what it found, which is needed to take it back; null where there is nothing to take back
 * @param action what it changes; null where nothing of a function is changed, and where an earlier version wrote it
 */
public record StepRecord(
        int number,
        String shown,
        State state,
        long atMillis,
        String detail,
        @Nullable String before,
        @Nullable KeptAction action) {
    /**
     * Checks what another program may have written.
     *
     * @throws NullPointerException when something is missing
     * @throws IllegalArgumentException for a number that no watch has written
     */
    public StepRecord {
        Objects.requireNonNull(shown, "shown");
        StateRange.count("number", number);
        StateRange.moment("atMillis", atMillis);
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(detail, "detail");
    }

    /** The state of a step. */
    public enum State {
        /** About to be taken; a watch that was killed here does not know how far it came. */
        INTENDED,
        /** Only said, for actions are not allowed. */
        DRY,
        /** Taken. */
        DONE,
        /** Tried without success. */
        FAILED,
        /** A watch was killed while it was taken, and nothing tells how far it came; it is not repeated. */
        UNKNOWN,
        /** About to be taken back. */
        UNDO_INTENDED,
        /** Taken back. */
        UNDONE,
        /** Not taken back: that failed, or somebody else has changed what it had set. */
        LEFT
    }

    /** Returns the same step in another state. */
    public StepRecord to(State other, long millis, String how, @Nullable String found) {
        return new StepRecord(number, shown, other, millis, how, found, action);
    }

    /** Returns whether this step took that action of the file. */
    public boolean took(WatchAction other) {
        return action == null
                ? shown.equals(other.kind().shown())
                : action.change().equals(other.kind());
    }
}
