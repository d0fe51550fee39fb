package io.coldgate.explain;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.Locale;

/** Formats amounts in the sentences of advice. */
final class Amounts {
    private Amounts() {}

    /** Returns a share formatted for people: {@code 12 %}. */
    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Returns a time formatted for people. */
    static String time(double nanos) {
        return new Quantity(Math.max(0, nanos), Dimension.TIME).format();
    }

    /** Returns a size formatted for people. */
    static String size(double bytes) {
        return new Quantity(bytes, Dimension.SIZE).format();
    }

    /** Returns a count with thousands separators. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a median of counts, which may be between two of them. */
    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
