package io.coldgate.forge;

import java.util.Objects;

/** A forge's API that refused a request or could not be reached; the message is one line without credentials. */
public final class ApiException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the answer's status; 0 when there was none. */
    public int status() {
        return status;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
