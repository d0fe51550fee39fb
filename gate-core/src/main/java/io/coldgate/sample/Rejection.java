package io.coldgate.sample;

import java.util.Locale;

/** The reason for which an attempt is no sample: it is counted, reported and repeated, never averaged in. */
public enum Rejection {
    /** The environment had served before, or coldness could not be proven. */
    WARM,
    /** Served by an environment that another start of the same fan-out had made: that one had answered too soon. */
    COLLISION,
    /** The platform refused for lack of capacity or rate. */
    THROTTLED,
    /** The call itself failed: network, service error. */
    CALL_FAILED;

    /** The name in files: {@code call_failed}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
