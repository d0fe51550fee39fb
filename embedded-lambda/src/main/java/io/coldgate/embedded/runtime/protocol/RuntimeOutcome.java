package io.coldgate.embedded.runtime.protocol;

/** The reason why the wait for an invocation ended. */
public enum RuntimeOutcome {
    /** The runtime asked for the next invocation after it answered this one. */
    DONE,
    /** The function's timeout. */
    TIMED_OUT,
    /** No {@code next} within the limit of the init phase. */
    INIT_TIMED_OUT,
    /** The runtime reported that it cannot start. */
    INIT_ERROR,
    /** The process ended. */
    EXITED,
    /** An extension ended, or reported that it cannot continue. */
    EXTENSION_FAILED,
    /** The server is closing. */
    CLOSED
}
