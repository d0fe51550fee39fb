package io.coldgate.report.html;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Locale;

/** Words and numbers in the page's format. */
final class Words {
    /** The longest text that is shown; output of functions and text in results files may be of any length. */
    private static final int LONGEST = 800;

    private static final int MOST_LINES = 20;

    /** Separates the two sides of a comparison in text for a terminal. */
    static final String ARROW = " -> ";

    private Words() {}

    /** Returns the text with arrows that a line break cannot split. */
    static String arrows(String text) {
        return text.replace(ARROW, " \u2192 ");
    }

    /** Returns the text, cut to the length of a paragraph. */
    static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + " \u2026";
    }

    /** Returns the first lines of a text, each of bounded length. */
    static String lines(String text) {
        List<String> lines = text.lines().limit(MOST_LINES + 1L).map(Words::cut).toList();
        return lines.size() <= MOST_LINES
                ? String.join("\n", lines)
                : String.join("\n", lines.subList(0, MOST_LINES)) + "\n\u2026";
    }

    /** Returns a count, such as {@code 1 check} or {@code 22 checks}. */
    static String count(long n, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", n, thing, n == 1 ? "" : "s");
    }

    /** Returns the text with a capital first letter. */
    static String sentence(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    static String time(double nanos) {
        return new Quantity(nanos, Dimension.TIME).format();
    }

    static String size(double bytes) {
        return new Quantity(bytes, Dimension.SIZE).format();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", share * 100);
    }
}
