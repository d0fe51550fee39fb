package io.coldgate.thresholds;

/** The effect of an inconclusive check on the build. */
public enum OnInconclusive {
    /** Warns; exit code 0. */
    WARN,
    /** Exit code 3. */
    FAIL,
    /** Shown only in the table; exit code 0. */
    PASS
}
