package io.coldgate.deploy;

import io.coldgate.unit.Disk;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A clean-up's note on one function.
 *
 * @param state what became of the function
 * @param text a line for people
 */
public record CleanUpNote(State state, String text) {
    /** The fate of a function. */
    public enum State {
        /** It is as it was before a run changed it, or gone. */
        RESTORED,
        /** A copy is still on the platform, or may be: {@code coldgate clean} removes it. */
        STILL_THERE,
        /** An existing function still has what a run changed: {@code coldgate clean} takes it back. */
        STILL_CHANGED
    }

    /** Returns the note on a journal that cannot be read, as its run's user alone may. */
    static CleanUpNote unreadable(Path journal, IOException e) {
        return new CleanUpNote(
                State.STILL_CHANGED,
                journal + " cannot be read (" + Disk.reason(e)
                        + "): a killed run may have left a function changed; coldgate clean takes that back when its"
                        + " owner runs it");
    }

    /** Returns whether something is left that {@code coldgate clean} has to take away. */
    public boolean isLeft() {
        return state != State.RESTORED;
    }

    /** Returns the same with an introduction before its text. */
    CleanUpNote introduced(String introduction) {
        return new CleanUpNote(state, introduction + text);
    }
}
