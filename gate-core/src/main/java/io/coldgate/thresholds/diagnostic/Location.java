package io.coldgate.thresholds.diagnostic;

/**
 * A place in a file.
 *
 * @param file the displayed name, as given by the user
 * @param line from 1
 * @param column from 1, in characters
 */
public record Location(String file, int line, int column) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
