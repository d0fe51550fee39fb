package io.coldgate.change;

/** Git cannot tell what changed; the message is one line for the user. */
public final class ChangeException extends Exception {
    private static final long serialVersionUID = 1L;

    ChangeException(String message) {
        super(message);
    }

    /** Never null. */
    @Override
    public String getMessage() {
        return java.util.Objects.requireNonNull(super.getMessage());
    }
}
