package io.coldgate.deploy;

/**
 * The fate of an alias that a canary has split.
 *
 * @param fate its final state
 * @param text a line for people
 */
public record AliasRestored(Fate fate, String text) {
    /** The final states of an alias. */
    public enum Fate {
        /** It points only to the stable version. */
        BACK,
        /** It points only to the candidate. */
        PROMOTED,
        /** Somebody else has changed it, and it was left alone. */
        CHANGED_BY_OTHERS,
        /** The alias no longer exists. */
        GONE,
        /** It could not be restored; the journal stays. */
        STILL_SPLIT
    }

    /** Returns this as a note of a clean-up. */
    CleanUpNote note() {
        return new CleanUpNote(
                fate == Fate.STILL_SPLIT ? CleanUpNote.State.STILL_CHANGED : CleanUpNote.State.RESTORED, text);
    }
}
