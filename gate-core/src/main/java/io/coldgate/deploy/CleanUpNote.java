package io.coldgate.deploy;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A clean-up's note on one function.
 *
 * @param state the final state of the function
 * @param text a line for people
 */
public record CleanUpNote(State state, String text) {
    /** The final state of a function. */
    public enum State {
        /** It is as it was before the run, or gone. */
        RESTORED,
        /** A copy is or may be still on the platform: {@code coldgate clean} removes it. */
        STILL_THERE,
        /** An existing function still has the run's changes: {@code coldgate clean} undoes them. */
        STILL_CHANGED
    }

    /** Returns the note on a journal that cannot be read, for example because only the user of its run may read it. */
    static CleanUpNote unreadable(Path journal, IOException e) {
        return new CleanUpNote(
                State.STILL_CHANGED,
                journal + " cannot be read (" + Disk.reason(e)
                        + "): a killed run may have left a function changed; coldgate clean takes that back when its"
                        + " owner runs it");
    }

    /** Returns whether something is left for {@code coldgate clean} to remove. */
    public boolean isLeft() {
        return state != State.RESTORED;
    }

    /** Returns the note with an introduction before its text. */
    CleanUpNote introduced(String introduction) {
        return new CleanUpNote(state, introduction + text);
    }
}
