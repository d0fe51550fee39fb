package io.coldgate.embedded.runtime.spec;

/** Why an environment is started: what a function reads in {@code AWS_LAMBDA_INITIALIZATION_TYPE}. */
public enum InitializationType {
    /** For an invocation. */
    ON_DEMAND("on-demand"),
    /** Before anybody invokes, and kept. Its init shows in no REPORT. */
    PROVISIONED("provisioned-concurrency"),
    /** From a snapshot. There are none here: a start stands in for the restore, and is reported as one. */
    SNAP_START("snap-start");

    private final String text;

    InitializationType(String text) {
        this.text = text;
    }

    /** As Lambda writes it. */
    public String text() {
        return text;
    }
}
