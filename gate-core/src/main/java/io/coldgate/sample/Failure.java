package io.coldgate.sample;

import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A failure of a start that the function caused: an init error, a crash, a timeout, or an error from the handler. All
 * text comes from the function, so all of it is bounded; type, message and cause contain only printable characters.
 *
 * @param type the error's type, such as {@code Runtime.ExitError}
 * @param message the message of the function or its runtime
 * @param cause the line of its output with the reason, if the message lacks it: {@code panic: no table}; or empty
 * @param output the last lines that it wrote, unchanged
 * @param initValues the measured values of a successful init, if only the invocation after it failed
 */
public record Failure(String type, String message, String cause, List<String> output, Map<Metric, Double> initValues) {
    /** The most lines of output that are kept. */
    public static final int MOST_LINES = 5;

    /** The longest of these lines, in characters. */
    public static final int LONGEST_LINE = 200;

    private static final int LONGEST_TYPE = 100;
    private static final int LONGEST_MESSAGE = 300;
    private static final String CUT = "\u2026";

    /** A failure without further details. */
    public Failure(String type, String message) {
        this(type, message, "", List.of(), Map.of());
    }

    /** Bounds all text; text that is already bounded does not change. */
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
        // An escape sequence is longer than the character that it replaces.
        return cut(Printable.escape(text, longest), longest);
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + CUT;
    }

    /** Returns the failure of an invocation after a successful init, with the init's measured values. */
    public Failure afterInit(Map<Metric, Double> values) {
        return new Failure(type, message, cause, output, values);
    }

    /** Returns {@code type: message: cause}, without empty parts. */
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
