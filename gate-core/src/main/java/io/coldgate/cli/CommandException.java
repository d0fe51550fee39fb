package io.coldgate.cli;

/** Ends a command with a message for the user and an exit code. */
final class CommandException extends Exception {
    private static final long serialVersionUID = 1L;
    private final int exitCode;

    /** Ends the command; the message is complete lines. */
    CommandException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
