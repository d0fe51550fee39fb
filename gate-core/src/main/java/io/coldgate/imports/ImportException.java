package io.coldgate.imports;

/** Results that cannot be read, or must not be judged; the message is one line for the user. */
final class ImportException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    ImportException(String message) {
        super(message);
        this.reason = message;
    }

    /** Returns the message, which is never null. */
    @Override
    public String getMessage() {
        return reason;
    }
}
