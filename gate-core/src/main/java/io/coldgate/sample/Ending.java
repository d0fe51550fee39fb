package io.coldgate.sample;

import java.util.Locale;

/** The end of a run; the last record of a results file, absent when the gate was killed. */
public enum Ending {
    /** Every function's series was measured as far as needed. */
    COMPLETE,
    /** At least one function reached the time limit. */
    TIME_LIMIT,
    /** The user interrupted the run. */
    INTERRUPTED,
    /** The run could not continue because the platform failed. */
    COULD_NOT_MEASURE;

    /** Returns the name in files: {@code time_limit}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
