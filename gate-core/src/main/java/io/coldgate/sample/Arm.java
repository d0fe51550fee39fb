package io.coldgate.sample;

import java.util.Locale;

/** The arm of a comparison that a start belongs to. */
public enum Arm {
    /** The arm that is judged. */
    CANDIDATE,
    /** The arm that the candidate is compared with. */
    BASELINE;

    /** Returns the name in files: {@code baseline}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
