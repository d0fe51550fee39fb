package io.coldgate.thresholds;

/** The effect of an inconclusive check on the build. */
public enum OnInconclusive {
    /** Said, exit code 0. */
    WARN,
    /** Exit code 3. */
    FAIL,
    /** Not said apart from the table, exit code 0. */
    PASS
}
