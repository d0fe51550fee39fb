package io.coldgate.embedded.http;

import java.io.IOException;

/** A request that breaks HTTP/1.1's grammar or a limit: answered by {@link #status()}, then the connection is closed. */
final class MalformedRequestException extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    MalformedRequestException(int status, String message) {
        super(message);
        this.status = status;
    }

    MalformedRequestException(String message) {
        this(400, message);
    }

    int status() {
        return status;
    }
}
