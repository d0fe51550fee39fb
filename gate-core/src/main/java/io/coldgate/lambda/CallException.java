package io.coldgate.lambda;

import io.coldgate.unit.Printable;

/** A call to the platform that failed; the message is one line for people. */
public final class CallException extends Exception {
    /** Longest text of a message, in characters; more says nothing more. */
    private static final int MAX_TEXT = 500;

    private static final long serialVersionUID = 1L;
    private final Kind kind;

    /** What went wrong, as far as the caller must know. */
    public enum Kind {
        /** No capacity or rate left: worth a repetition. */
        THROTTLED,
        /** Another operation on the function is in progress: worth a repetition. */
        CONFLICT,
        /** The function is not there. */
        NOT_FOUND,
        /** The request is refused: a repetition is refused too. */
        REFUSED,
        /** The service failed or was not reached. */
        UNAVAILABLE
    }

    /** A failed call. */
    public CallException(Kind kind, String message, Throwable cause) {
        super(Printable.escape(message, MAX_TEXT), cause);
        this.kind = kind;
    }

    /** A failed call without a cause. */
    public CallException(Kind kind, String message) {
        super(Printable.escape(message, MAX_TEXT));
        this.kind = kind;
    }

    /** What went wrong. */
    public Kind kind() {
        return kind;
    }
}
