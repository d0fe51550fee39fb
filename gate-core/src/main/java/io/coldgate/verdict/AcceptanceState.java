package io.coldgate.verdict;

import java.util.Locale;

/** The state of an accepted exception, in addition to its check's verdict. */
public enum AcceptanceState {
    /** It is valid, and the check needs it. */
    IN_FORCE,
    /** It has expired, and the check would need it: the check's own verdict stands. */
    RAN_OUT,
    /** The check passes by itself: the exception can be removed. */
    NOT_NEEDED;

    /** Returns the name in files: {@code in_force}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
