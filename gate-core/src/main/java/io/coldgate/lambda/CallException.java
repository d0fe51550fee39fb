package io.coldgate.lambda;

import io.coldgate.unit.Printable;
import java.time.Duration;

/** A call to the platform that failed; the message is one line for people. */
public final class CallException extends Exception {
    /** The longest text of a message, in characters. */
    private static final int MAX_TEXT = 500;

    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final Duration retryAfter;

    /** The kind of a failure, as far as callers distinguish it. */
    public enum Kind {
        /** Capacity or rate is exhausted: worth a retry. */
        THROTTLED,
        /** Another operation on the function is in progress: worth a retry. */
        CONFLICT,
        /** The function does not exist. */
        NOT_FOUND,
        /** The request is refused, and so would be a retry. */
        REFUSED,
        /** The service failed or could not be reached. */
        UNAVAILABLE
    }

    /** A failed call. */
    public CallException(Kind kind, String message, Throwable cause) {
        this(kind, message, Duration.ZERO, cause);
    }

    /**
     * A failed call.
     *
     * @param retryAfter how long the service asks to wait; zero if it does not
     */
    public CallException(Kind kind, String message, Duration retryAfter, Throwable cause) {
        super(Printable.escape(message, MAX_TEXT), cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** A failed call without a cause. */
    public CallException(Kind kind, String message) {
        super(Printable.escape(message, MAX_TEXT));
        this.kind = kind;
        this.retryAfter = Duration.ZERO;
    }

    /** Returns the kind of the failure. */
    public Kind kind() {
        return kind;
    }

    /** Returns how long the service asks to wait before a retry; zero if it does not. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
