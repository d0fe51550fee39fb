package io.coldgate.thresholds.diagnostic;

import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;

/**
 * A user's mistake and what to do about it.
 *
 * @param location its location
 * @param path the key's path, such as {@code functions.checkout.budgets.init_duration.p95}; empty for the whole file
 * @param message the value, the limit, and what to do next; one line
 * @param sourceLine the line of the file, for the caret; empty when there is none
 */
public record Diagnostic(Location location, String path, String message, String sourceLine) {
    /** The length limit of the whole line; values inside a message are cut much earlier. */
    private static final int LONGEST_LINE = 1000;

    /** Returns {@code file:line:col: path: message} as one line that is safe to print anywhere. */
    public String line() {
        return Printable.escape(location + ": " + pathPrefix() + message, LONGEST_LINE);
    }

    /** Returns the diagnostic without the line of the file. */
    public Problem problem() {
        return Problem.at(location, path, message, "");
    }

    /**
     * Returns the line and, if the file has it, the source line with a caret below the location. There is no line break
     * at the end.
     */
    public String withCaret() {
        return render(false);
    }

    /**
     * Returns the text of {@link #withCaret()} for a terminal.
     *
     * @param color whether to use ANSI colors
     */
    public String render(boolean color) {
        String head = line();
        if (color) {
            String where = Printable.escape(location + ":", LONGEST_LINE);
            head = Ansi.BOLD + where + Ansi.RESET + head.substring(Math.min(where.length(), head.length()));
        }
        return sourceLine.isBlank() ? head : head + "\n" + new CaretView(sourceLine, location, color).text();
    }

    private String pathPrefix() {
        return path.isEmpty() ? "" : path + ": ";
    }
}
