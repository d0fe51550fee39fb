package io.coldgate.explain;

/** Text that is not the output of {@code go list}; the message is a sentence for people. */
public final class GoListException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    GoListException(String message) {
        super(message);
        this.reason = message;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return reason;
    }
}
