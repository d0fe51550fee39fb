package io.coldgate.logs;

/** Log lines that cannot be had; the message is one line for people. */
public final class LogSourceException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean passing;

    /**
     * A failure to read.
     *
     * @param passing whether the same may succeed later, as after throttling
     */
    public LogSourceException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Returns whether the same may succeed later. */
    public boolean isPassing() {
        return passing;
    }
}
