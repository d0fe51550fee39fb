package io.coldgate.sample;

/** A results file that cannot be read; the message is one line: {@code file:line:col: what is wrong}. */
public final class ResultsFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A complaint about {@code file:line:column}. */
    public ResultsFormatException(String file, long line, int column, String message) {
        super(file + ":" + line + ":" + column + ": " + message);
    }
}
