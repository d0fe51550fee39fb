package io.coldgate.unit;

import java.util.stream.Collectors;

/**
 * Text from a file or a program, made safe to show: characters that could mislead a terminal, a log or a human reader
 * are escaped, and the length is bounded.
 */
public final class Printable {
    /** The longest quote: enough to recognise a value; the file has the rest. */
    private static final int LONGEST_QUOTE = 60;

    private static final String CUT = "\u2026";

    /** The break before each further line of an output, as {@link #lines} makes it. */
    public static final String FURTHER_LINE = "\n  | ";

    private Printable() {}

    /** Returns the text in double quotes, escaped, cut after 60 characters. */
    public static String quote(String text) {
        return '"' + escape(text, LONGEST_QUOTE) + '"';
    }

    /**
     * Returns the text with control, format (bidirectional marks among them), private, unassigned and surrogate
     * characters and line separators as backslash escapes; a backslash itself stays, so escaping twice changes nothing.
     *
     * @param longest number of characters (code points of the text) after which it is cut, with an ellipsis
     */
    public static String escape(String text, int longest) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), longest) + 16);
        int shown = 0;
        for (int i = 0; i < text.length(); shown++) {
            if (shown == longest) {
                return out.append(CUT).toString();
            }
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            append(out, c);
        }
        return out.toString();
    }

    /**
     * Returns text of several lines for a log: each line is escaped and cut as by {@link #escape}, but tabs are kept;
     * all lines except the first follow a bar. A CI runner takes no line of it for a command, neither {@code ::name::}
     * at the start of a line nor {@code ##[name]} anywhere.
     */
    public static String lines(String text, int longestLine) {
        return text.lines()
                .map(line -> withTabs(line, longestLine).replace("##[", "##\\["))
                .collect(Collectors.joining(FURTHER_LINE));
    }

    private static String withTabs(String line, int longest) {
        StringBuilder out = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < line.length(); shown++) {
            if (shown == longest) {
                return out.append(CUT).toString();
            }
            int c = line.codePointAt(i);
            i += Character.charCount(c);
            if (c == '\t') {
                out.append('\t');
            } else {
                append(out, c);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int c) {
        if (isSafe(c)) {
            out.appendCodePoint(c);
        } else if (c == '\n') {
            out.append("\\n");
        } else if (c == '\r') {
            out.append("\\r");
        } else if (c == '\t') {
            out.append("\\t");
        } else {
            String hex = Integer.toHexString(c);
            out.append("\\u").append("0".repeat(Math.max(0, 4 - hex.length()))).append(hex);
        }
    }

    /** Returns whether the character is displayed as itself and has no other effect. */
    public static boolean isSafe(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint >= ' ';
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
