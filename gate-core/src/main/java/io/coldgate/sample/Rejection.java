package io.coldgate.sample;

import java.util.Locale;

/** The reason why an attempt is not a sample: it is counted, reported and repeated, but never averaged in. */
public enum Rejection {
    /** The environment had served before, or coldness could not be proven. */
    WARM,
    /**
     * The environment of another start in the same fan-out served the call, because that start had answered too soon.
     */
    COLLISION,
    /** The platform refused for lack of capacity or rate. */
    THROTTLED,
    /** The call itself failed: network, service error. */
    CALL_FAILED;

    /** Returns the name in files: {@code call_failed}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
