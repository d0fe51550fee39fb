package io.coldgate.embedded.runtime.spec;

/** The reason for which an environment is started: what a function reads in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
public enum InitializationType {
    /** The start for an invocation. */
    ON_DEMAND("on-demand"),
    /** Before anybody invokes, and kept. Its init shows in no REPORT. */
    PROVISIONED("provisioned-concurrency"),
    /** The start from a snapshot. There are none here: a start stands in for the restore, and is reported as one. */
    SNAP_START("snap-start");

    private final String text;

    InitializationType(String text) {
        this.text = text;
    }

    /** Returns the name that Lambda writes. */
    public String text() {
        return text;
    }
}
