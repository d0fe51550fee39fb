package io.coldgate.thresholds.diagnostic;

/**
 * A place in a file.
 *
 * @param file the name to show: as the user gave it
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
