package io.coldgate.embedded.http;

import java.io.IOException;

/**
 * A request that breaks HTTP/1.1's grammar or a limit: answered with {@link #status()}, after which the connection is
 * closed. A handler may answer it in its own way if nothing was sent yet.
 */
public final class MalformedRequestException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    MalformedRequestException(String message) {
        this(400, message);
    }

    /** Returns the HTTP status of the answer. */
    public int status() {
        return status;
    }
}
