package io.coldgate.sample;

import java.util.Locale;

/** Which of the two that are compared a start belongs to. */
public enum Arm {
    /** What is judged. */
    CANDIDATE,
    /** What it is compared with. */
    BASELINE;

    /** The name in files: {@code baseline}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
