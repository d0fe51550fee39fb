package io.coldgate.thresholds;

/** What an inconclusive check does to the build. */
public enum OnInconclusive {
    /** Said, exit code 0. */
    WARN,
    /** Exit code 3. */
    FAIL,
    /** Not said apart from the table, exit code 0. */
    PASS
}
