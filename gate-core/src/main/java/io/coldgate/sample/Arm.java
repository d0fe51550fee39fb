package io.coldgate.sample;

import java.util.Locale;

/** The arm of a comparison that a start belongs to. */
public enum Arm {
    /** The one that is judged. */
    CANDIDATE,
    /** The one that it is compared with. */
    BASELINE;

    /** The name in files: {@code baseline}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
