package io.coldgate.sample;

import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A start's failure by the function's own doing: an init error, a crash, a timeout, an error from the handler. All of
 * it is the function's, so all of it is bounded; type, message and cause have nothing in them that does not show as
 * itself.
 *
 * @param type the error's type, such as {@code Runtime.ExitError}
 * @param message what the function or its runtime said
 * @param cause the line of its output that says why, where the message does not: {@code panic: no table}; or empty
 * @param output the last lines that it wrote, as it wrote them
 * @param initValues what was measured of an init that went well, when what failed is the invocation after it
 */
public record Failure(String type, String message, String cause, List<String> output, Map<Metric, Double> initValues) {
    /** The most lines of output that are kept. */
    public static final int MOST_LINES = 5;

    /** The longest of them, in characters. */
    public static final int LONGEST_LINE = 200;

    private static final int LONGEST_TYPE = 100;
    private static final int LONGEST_MESSAGE = 300;
    private static final String CUT = "\u2026";

    /** A failure of which nothing more is known. */
    public Failure(String type, String message) {
        this(type, message, "", List.of(), Map.of());
    }

    /** Bounds everything; what was bounded before stays as it is. */
    public Failure {
        type = shown(type, LONGEST_TYPE);
        message = shown(message, LONGEST_MESSAGE);
        cause = shown(cause, LONGEST_LINE);
        output = output.subList(Math.max(0, output.size() - MOST_LINES), output.size()).stream()
                .map(line -> cut(line, LONGEST_LINE))
                .toList();
        initValues = initValues.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(initValues));
    }

    private static String shown(String text, int longest) {
        // An escape is longer than what it stands for.
        return cut(Printable.escape(text, longest), longest);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + CUT;
    }

    /** Returns the failure of an invocation whose init had gone well, with what was measured of that. */
    public Failure afterInit(Map<Metric, Double> values) {
        return new Failure(type, message, cause, output, values);
    }

    /** {@code type: message: cause}, without what is empty. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type);
        for (String part : List.of(message, cause)) {
            if (!part.isEmpty()) {
                text.append(": ").append(part);
            }
        }
        return text.toString();
    }
}
