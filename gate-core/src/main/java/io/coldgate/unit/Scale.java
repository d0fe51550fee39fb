package io.coldgate.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * A unit and a number of decimals, which make several amounts readable as a column. The decimal separator is a point in
 * every locale.
 */
public final class Scale {
    /**
     * The number of significant digits: three digits distinguish amounts that differ by a percent; more is noise in a
     * measurement.
     */
    private static final int SIGNIFICANT = 3;

    /** The largest number of decimals in a column, however small its smallest amount is. */
    private static final int MOST_DECIMALS = 4;

    /**
     * The range outside of which numbers are written with a power of ten: hundreds of digits, or 0.0000, would be
     * unreadable.
     */
    private static final double LARGEST_PLAIN = 1e15;

    private static final double SMALLEST_PLAIN = 1e-4;

    /**
     * The value from which a larger unit of time is used: latencies are usually read in seconds, so minutes begin only
     * at two of them, and so do hours.
     */
    private static final double LARGE_UNIT_FROM = 2;

    private final MeasureUnit unit;
    private final int decimals;
    private final boolean counts;

    private Scale(MeasureUnit unit, int decimals, boolean counts) {
        this.unit = unit;
        this.decimals = decimals;
        this.counts = counts;
    }

    /** Returns the scale that suits the amount itself. */
    public static Scale of(Quantity quantity) {
        return common(List.of(quantity));
    }

    /**
     * Returns the scale for a column: the unit fits the largest finite amount, the decimals leave the smallest one
     * three significant digits (four decimals at most).
     *
     * @param quantities at least one, all of one dimension
     */
    public static Scale common(Collection<Quantity> quantities) {
        Dimension dimension = quantities.iterator().next().dimension();
        double largest = 0;
        double smallest = Double.POSITIVE_INFINITY;
        for (Quantity quantity : quantities) {
            double value = quantity.value();
            if (Double.isFinite(value) && value > 0) {
                largest = Math.max(largest, value);
                smallest = Math.min(smallest, value);
            }
        }
        if (largest == 0) {
            return new Scale(unitOfZero(dimension), 0, dimension == Dimension.COUNT);
        }
        MeasureUnit unit = unitFor(largest, dimension);
        int decimals = wholeOnly(unit, quantities) ? 0 : decimalsFor(smallest / unit.inBase());
        return new Scale(unit, decimals, dimension == Dimension.COUNT);
    }

    private static MeasureUnit unitOfZero(Dimension dimension) {
        return dimension == Dimension.TIME
                ? MeasureUnit.TIME.get(2)
                : MeasureUnit.of(dimension).get(0);
    }

    private static MeasureUnit unitFor(double value, Dimension dimension) {
        List<MeasureUnit> units = MeasureUnit.of(dimension);
        for (int i = units.size() - 1; i > 0; i--) {
            MeasureUnit unit = units.get(i);
            boolean counted = dimension == Dimension.TIME && unit.inBase() > 1e9;
            double from = (counted ? LARGE_UNIT_FROM : 1) * unit.inBase();
            if (value >= from || roundsUpTo(value, units.get(i - 1), unit)) {
                return unit;
            }
        }
        return units.get(0);
    }

    /**
     * Returns whether a value such as 999.7 of the smaller unit would be printed as 1000, which is better written as
     * 1.00 of the larger one.
     */
    private static boolean roundsUpTo(double value, MeasureUnit smaller, MeasureUnit larger) {
        double ratio = larger.inBase() / smaller.inBase();
        return ratio > 60 && Math.rint(value / smaller.inBase()) >= ratio;
    }

    /** Returns whether there are no fractions, as for bytes and counts. */
    private static boolean wholeOnly(MeasureUnit unit, Collection<Quantity> quantities) {
        return unit.inBase() == 1 && quantities.stream().allMatch(q -> q.value() == Math.rint(q.value()));
    }

    private static int decimalsFor(double value) {
        int wholeDigits = (int) Math.floor(Math.log10(value)) + 1;
        int decimals = Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT - wholeDigits));
        // 9.999 with two decimals is printed as 10.00, which has one digit too many.
        boolean grows = round(value, decimals).doubleValue() >= Math.pow(10, wholeDigits);
        return grows ? Math.max(0, decimals - 1) : decimals;
    }

    private static BigDecimal round(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    }

    /** Returns the unit's printed name; empty for counts. */
    public String unitName() {
        return unit.name();
    }

    /** Returns the unit's size in base units (nanoseconds, bytes). */
    public double unitInBase() {
        return unit.inBase();
    }

    /** Returns the amount with its unit, a count with thousands separators, or {@code ∞}. */
    public String format(Quantity quantity) {
        if (counts && Double.isFinite(quantity.value()) && quantity.value() < LARGEST_PLAIN) {
            return String.format(Locale.ROOT, "%,." + decimals + "f", round(quantity.value(), decimals));
        }
        return plain(quantity);
    }

    /** Returns the amount without thousands separators, for a number followed by another tool's unit. */
    String plain(Quantity quantity) {
        if (Double.isInfinite(quantity.value())) {
            return "\u221e";
        }
        double value = quantity.value() / unit.inBase();
        String number = value >= LARGEST_PLAIN || counts && value > 0 && value < SMALLEST_PLAIN && decimals > 0
                ? String.format(Locale.ROOT, "%.2e", value)
                : round(value, decimals).toPlainString();
        return unit.name().isEmpty() ? number : number + " " + unit.name();
    }
}
