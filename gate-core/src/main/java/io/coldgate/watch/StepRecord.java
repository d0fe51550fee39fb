package io.coldgate.watch;

import io.coldgate.thresholds.WatchAction;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The record of a step of an incident, written to disk before and after the step is taken.
 *
 * @param number its number among the steps of the incident, from 1
 * @param shown the step for people
 * @param state its state
 * @param atMillis when it reached that state, in milliseconds since 1970
 * @param detail how it went; empty before
 * @param before the previous values, which are needed to undo it; null if there is nothing to undo
 * @param action the change; null if no function is changed, and if an earlier version wrote it
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
        /** About to be taken; if the watch was killed in this state, the outcome is not known. */
        INTENDED,
        /** Only announced, because actions are not allowed. */
        DRY,
        /** Taken. */
        DONE,
        /** Tried without success. */
        FAILED,
        /** The watch was killed while the step was taken, and its outcome cannot be determined; it is not repeated. */
        UNKNOWN,
        /** About to be undone. */
        UNDO_INTENDED,
        /** Undone. */
        UNDONE,
        /** Not undone: that failed, or somebody else has changed the setting since. */
        LEFT
    }

    /** Returns the step in another state. */
    public StepRecord to(State other, long millis, String how, @Nullable String found) {
        return new StepRecord(number, shown, other, millis, how, found, action);
    }

    /** Returns whether this step is a record of that action of the file. */
    public boolean took(WatchAction other) {
        return action == null
                ? shown.equals(other.kind().shown())
                : action.change().equals(other.kind());
    }
}
