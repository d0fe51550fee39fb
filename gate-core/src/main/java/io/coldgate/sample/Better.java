package io.coldgate.sample;

import java.util.Locale;

/** The better direction of a value. */
public enum Better {
    /** Less is better: times, sizes. */
    LOWER,
    /** More is better: throughputs. */
    HIGHER,
    /** The tool does not specify a direction; the limit's own direction decides. */
    UNKNOWN;

    /** Returns the name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
