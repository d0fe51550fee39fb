package io.coldgate.deploy;

/**
 * The fate of an alias that a canary has split.
 *
 * @param fate what became of it
 * @param text a line for people
 */
public record AliasRestored(Fate fate, String text) {
    /** The fates. */
    public enum Fate {
        /** It leads to the stable version alone. */
        BACK,
        /** It leads to the candidate alone. */
        PROMOTED,
        /** Somebody else has changed it, and it was left as it is. */
        CHANGED_BY_OTHERS,
        /** There is no such alias any more. */
        GONE,
        /** It could not be put back; the journal stays. */
        STILL_SPLIT
    }

    /** Returns the same as a note of a clean-up. */
    CleanUpNote note() {
        return new CleanUpNote(
                fate == Fate.STILL_SPLIT ? CleanUpNote.State.STILL_CHANGED : CleanUpNote.State.RESTORED, text);
    }
}
