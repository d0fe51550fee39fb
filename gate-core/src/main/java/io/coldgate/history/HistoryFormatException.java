package io.coldgate.history;

import java.util.Objects;

/** A file that is not a filed entry of this version; the message is a clause without the file's name. */
public final class HistoryFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    HistoryFormatException(String message) {
        super(message);
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
