package io.coldgate.embedded.runtime.spec;

/** The reason for the start of an environment, which a function reads in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
public enum InitializationType {
    /** The start for an invocation. */
    ON_DEMAND("on-demand"),
    /** The start before any invocation, of an environment that is kept. Its init appears in no REPORT. */
    PROVISIONED("provisioned-concurrency"),
    /** The start from a snapshot. There are no snapshots here: a start replaces the restore, and is reported as one. */
    SNAP_START("snap-start");

    private final String text;

    InitializationType(String text) {
        this.text = text;
    }

    /** Returns Lambda's name of it. */
    public String text() {
        return text;
    }
}
