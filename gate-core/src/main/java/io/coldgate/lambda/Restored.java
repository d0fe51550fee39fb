package io.coldgate.lambda;

/** The state in which an existing function was found when the gate took its change back. */
public enum Restored {
    /** Its variables are again, to the byte, what they were. */
    AS_IT_WAS,
    /** Somebody else changed its variables meanwhile: theirs stay, the gate's is gone. */
    CHANGED_BY_OTHERS,
    /** Somebody deleted it. */
    GONE
}
