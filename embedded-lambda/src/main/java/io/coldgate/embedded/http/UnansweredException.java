package io.coldgate.embedded.http;

import java.io.IOException;

/** Thrown by a handler to close the connection without an answer, as if the network had lost it. */
public final class UnansweredException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Creates an exception for a connection that is to be closed. */
    public UnansweredException(String message) {
        super(message);
    }
}
