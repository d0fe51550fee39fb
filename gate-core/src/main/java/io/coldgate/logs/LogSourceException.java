package io.coldgate.logs;

/** Log lines that cannot be read; the message is one line for people. */
public final class LogSourceException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean passing;

    /**
     * A failure to read.
     *
     * @param passing whether a later attempt may succeed, for example after throttling
     */
    public LogSourceException(String message, boolean passing, Throwable cause) {
        super(message, cause);
        this.passing = passing;
    }

    /** Returns whether a later attempt may succeed. */
    public boolean isPassing() {
        return passing;
    }
}
