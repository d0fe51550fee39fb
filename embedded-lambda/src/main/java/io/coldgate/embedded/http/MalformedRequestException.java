package io.coldgate.embedded.http;

import java.io.IOException;

/**
 * A request that breaks HTTP/1.1's grammar or a limit: answered by {@link #status()}, then the connection is closed. A
 * handler may answer it in its own way while nothing was sent.
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

    /** The HTTP status that says it. */
    public int status() {
        return status;
    }
}
