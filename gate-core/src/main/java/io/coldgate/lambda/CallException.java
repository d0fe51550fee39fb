package io.coldgate.lambda;

import io.coldgate.unit.Printable;
import java.time.Duration;

/** A call to the platform that failed; the message is one line for people. */
public final class CallException extends Exception {
    /** Longest text of a message, in characters; more says nothing more. */
    private static final int MAX_TEXT = 500;

    private static final long serialVersionUID = 1L;
    private final Kind kind;
    private final Duration retryAfter;

    /** The kind of a failure, as far as the caller must know. */
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
        this(kind, message, Duration.ZERO, cause);
    }

    /**
     * A failed call.
     *
     * @param retryAfter how long the service asks to wait; zero when it does not say
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

    /** Returns what went wrong. */
    public Kind kind() {
        return kind;
    }

    /** Returns how long the service asks to wait before a repetition; zero when it does not say. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
