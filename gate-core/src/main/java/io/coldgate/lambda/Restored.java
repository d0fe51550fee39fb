package io.coldgate.lambda;

/** The result of undoing the gate's change to an existing function. */
public enum Restored {
    /** Its variables are exactly what they were. */
    AS_IT_WAS,
    /** Somebody else has changed its variables: their changes stay, and the gate's variable is gone. */
    CHANGED_BY_OTHERS,
    /** Somebody has deleted it. */
    GONE
}
