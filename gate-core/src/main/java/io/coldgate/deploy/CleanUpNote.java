package io.coldgate.deploy;

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

    /** Returns whether something is left that {@code coldgate clean} has to take away. */
    public boolean isLeft() {
        return state != State.RESTORED;
    }

    /** Returns the same with an introduction before its text. */
    CleanUpNote introduced(String introduction) {
        return new CleanUpNote(state, introduction + text);
    }
}
