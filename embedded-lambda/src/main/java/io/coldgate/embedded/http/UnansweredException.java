package io.coldgate.embedded.http;

import java.io.IOException;

/** Thrown by a handler to close the connection without an answer, as a network does that loses one. */
public final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A connection that is to be closed. */
    public UnansweredException(String message) {
        super(message);
    }
}
