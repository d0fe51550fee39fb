package io.coldgate.thresholds;

/**
 * A user's mistake and what to do about it.
 *
 * @param location where it stands
 * @param path the key's path, such as {@code functions.checkout.budgets.init_duration.p95}; empty for the whole file
 * @param message the value, the limit, and what to do next; one line
 * @param sourceLine the line of the file, for the caret; empty when there is none
 */
public record Diagnostic(Location location, String path, String message, String sourceLine) {
    /** {@code file:line:col: path: message}, one line. */
    public String line() {
        return location + ": " + (path.isEmpty() ? "" : path + ": ") + message;
    }
}
