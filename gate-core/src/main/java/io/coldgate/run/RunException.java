package io.coldgate.run;

/** A run that cannot begin or go on, with a message for the user. */
public final class RunException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exitCode;
    private final String colored;

    /**
     * A run that ends.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message complete lines
     */
    public RunException(int exitCode, String message) {
        this(exitCode, message, message);
    }

    /**
     * The same with its message in colours.
     *
     * @param colored the message for a terminal
     */
    RunException(int exitCode, String message, String colored) {
        super(message);
        this.exitCode = exitCode;
        this.colored = colored;
    }

    /** Returns what the command exits with: one of {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns the message for a terminal with colours; complete lines. */
    public String colored() {
        return colored;
    }
}
