package io.coldgate.unit;

import java.util.Objects;

/** A text that is not a quantity. The message is one line: the value, what is wrong with it, and an example. */
public final class QuantityFormatException extends Exception {
    private static final long serialVersionUID = 1;

    /** An exception with a complete message. */
    public QuantityFormatException(String message) {
        super(message);
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
