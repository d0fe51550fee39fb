package io.coldgate.embedded.http;

import java.io.IOException;

/** A body has more bytes than its reader accepts. */
public final class BodyTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A body over {@code limit} bytes. */
    public BodyTooLargeException(long limit) {
        super("request body is over " + limit + " bytes");
    }
}
