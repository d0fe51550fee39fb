package io.coldgate.report;

import io.coldgate.explain.Slower;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.Locale;

/** The figures and source locations of an explanation, formatted for people. */
public final class ExplanationFigures {
    private static final double NANOS_PER_MILLI = 1e6;

    private ExplanationFigures() {}

    /** Returns a time in milliseconds, the same unit for all times of a start, so they can be compared at a glance. */
    public static String time(double nanos) {
        if (Math.abs(nanos) < NANOS_PER_MILLI / 100) {
            String text = String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI);
            return text.endsWith("0.00 ms") ? "0 ms" : text;
        }
        return nanos < 100 * NANOS_PER_MILLI
                ? String.format(Locale.ROOT, "%.2f ms", nanos / NANOS_PER_MILLI)
                : new Quantity(nanos, Dimension.TIME).format();
    }

    /** Returns a change of a time with its sign: {@code +2.65 ms}, {@code -0.12 ms}. */
    public static String change(double nanos) {
        String time = time(nanos);
        return time.startsWith("-") ? time : "+" + time;
    }

    static String size(double bytes) {
        return new Quantity(Math.max(0, bytes), Dimension.SIZE).format();
    }

    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }

    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Returns the last two elements of an import path, which are enough for readers who know the program. */
    static String shortened(String path) {
        int last = path.lastIndexOf('/');
        int before = last < 0 ? -1 : path.lastIndexOf('/', last - 1);
        return before < 0 ? path : path.substring(before + 1);
    }

    /** Returns a file's path in the repository, or the last two elements of any other path, with the line. */
    public static String file(String at) {
        return at.startsWith("./") ? at.substring(2) : shortened(at.replace('\\', '/'));
    }

    /** Returns what is new: the import of a package, or only its init, if the baseline imported it already. */
    public static String newWord(Slower slower) {
        boolean all = slower.importIsNew() || slower.packageName().equals(Slower.MAIN);
        return all ? "new" : "its init is new";
    }
}
