package io.coldgate.sample;

import java.util.Locale;

/** The end of a run; the last record of a results file, absent when the gate was killed. */
public enum Ending {
    /** Every function's series was measured as far as it was needed. */
    COMPLETE,
    /** The time limit came first for at least one function. */
    TIME_LIMIT,
    /** The user interrupted it. */
    INTERRUPTED,
    /** It could not go on: the platform failed. */
    COULD_NOT_MEASURE;

    /** The name in files: {@code time_limit}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
