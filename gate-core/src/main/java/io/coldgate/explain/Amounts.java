package io.coldgate.explain;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.Locale;

/** Amounts in the sentences of an advice. */
final class Amounts {
    private Amounts() {}

    /** Returns a share as people read it: {@code 12 %}. */
    static String percent(double share) {
        return Math.round(share * 100) + " %";
    }

    /** Returns a time as people read it. */
    static String time(double nanos) {
        return new Quantity(Math.max(0, nanos), Dimension.TIME).format();
    }

    /** Returns a size as people read it. */
    static String size(double bytes) {
        return new Quantity(bytes, Dimension.SIZE).format();
    }

    /** Returns a count with separators of thousands. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Returns a median of counts, which may lie between two. */
    static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
