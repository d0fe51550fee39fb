package io.coldgate.sample;

import java.util.List;
import java.util.regex.Pattern;

/** The line of a program's output that best describes why it failed. */
public final class ErrorLine {
    /** The beginnings of crash messages in the runtimes of Go and the JVM; a stack trace follows. */
    private static final Pattern CRASH = Pattern.compile("(panic|fatal error|runtime): .*|Exception in thread .*");

    /** The beginnings and ends of error messages in the runtimes of Python and Node. */
    private static final Pattern ERROR = Pattern.compile("(?i:error): .*|[\\w.$]*(Error|Exception): .*");

    /** A line of a stack trace. */
    private static final Pattern FRAME =
            Pattern.compile("\\s.*|goroutine \\d.*|created by .*|[\\w./*$()-]+\\(.*\\)|exit status \\d+|\\[signal .*");

    private ErrorLine() {}

    /** Returns the line; empty when there are no lines. */
    public static String of(List<String> lines) {
        for (String line : lines) {
            if (CRASH.matcher(line).matches()) {
                return line;
            }
        }
        for (int i = 0; i + 1 < lines.size(); i++) {
            // Rust prints its message on the next line.
            if (lines.get(i).startsWith("thread '") && lines.get(i).contains(" panicked at ")) {
                return lines.get(i) + " " + lines.get(i + 1).strip();
            }
        }
        String error = last(lines, ERROR, true);
        String word = error.isEmpty() ? last(lines, FRAME, false) : error;
        return word.isEmpty() && !lines.isEmpty() ? lines.get(lines.size() - 1).strip() : word;
    }

    private static String last(List<String> lines, Pattern pattern, boolean wanted) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (pattern.matcher(lines.get(i)).matches() == wanted) {
                return lines.get(i);
            }
        }
        return "";
    }
}
