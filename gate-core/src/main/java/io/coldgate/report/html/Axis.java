package io.coldgate.report.html;

import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A linear axis with round ticks in the unit that fits its largest value.
 *
 * @param from the value at its start, in the base unit
 * @param to the value at its end; more than {@code from}
 * @param step distance of two ticks
 * @param unit the unit of the values
 */
record Axis(double from, double to, double step, ValueUnit unit) {
    /** The approximate maximum number of steps, so labels do not overlap; on a phone, every other label is shown. */
    private static final int STEPS = 6;

    /**
     * An axis starts at zero if its start is nearer to zero than this share of its end, because readers compare
     * lengths.
     */
    private static final double ZERO_WITHIN = .4;

    /** The longest label; a longer one would overlap its neighbours. */
    private static final int LONGEST_LABEL = 8;

    private static final int MOST_DIGITS = 3;
    private static final int LONGEST_UNIT = 12;

    /** The margin on both sides of the outermost values. */
    private static final double MARGIN = .04;

    /** Returns an axis that contains both values. */
    static Axis of(double least, double greatest, ValueUnit unit) {
        double one = unit.shown(Math.max(greatest, 0)).inBase();
        double high = greatest > least ? greatest : greatest > 0 ? Math.min(greatest * 1.05, Double.MAX_VALUE) : one;
        double low = greatest > least ? least : least * .95;
        double room = (high - low) * MARGIN;
        double from = low >= 0 && low < ZERO_WITHIN * high ? 0 : low - room;
        double to = Math.min(high + room, Double.MAX_VALUE);
        double step = roundStep((to - from) / STEPS, one);
        // A function's custom counts may be fractions, so an axis between two whole numbers keeps fractional ticks.
        boolean whole = unit.kind() == ValueUnit.Kind.COUNT && Math.ceil(from) <= Math.floor(to);
        return new Axis(from, to, whole ? wholeStep(step) : step, unit);
    }

    /** Returns the next of 1, 2, 2.5 and 5 times a power of ten, in the unit. */
    private static double roundStep(double atLeast, double unit) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast / unit)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power * unit >= atLeast * (1 - 1e-9)) {
                return factor * power * unit;
            }
        }
        return 10 * power * unit;
    }

    /** Returns the step, or the next one that is a whole number: counts have no fractions. */
    private static double wholeStep(double step) {
        return step <= 1 ? 1 : step == 2.5 ? 5 : Math.rint(step);
    }

    /** Returns whether the value is on the axis. */
    boolean holds(double value) {
        return value >= from && value <= to;
    }

    /** Returns the position of the value, from 0 to 1; values beyond the axis are placed at its ends. */
    double at(double value) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }

    /** Returns the round values on the axis. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(from / step - 1e-9);
        for (long i = first; i * step <= to + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** Returns a tick's number without its unit; counts have thousands separators. */
    String label(double tick) {
        if (unit.kind() == ValueUnit.Kind.COUNT && step >= 1) {
            return unit.format(Math.rint(tick));
        }
        double one = unit.shown(to).inBase();
        String plain = BigDecimal.valueOf(tick / one)
                .setScale(decimals(step / one), RoundingMode.HALF_UP)
                .toPlainString();
        return plain.length() <= LONGEST_LABEL ? plain : power(tick / one, step / one);
    }

    private static int decimals(double step) {
        return Math.max(
                0,
                BigDecimal.valueOf(step)
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .scale());
    }

    /**
     * Returns a power of ten, such as {@code 3.45e9}, with enough decimals to distinguish two ticks if there is room.
     */
    private static String power(double tick, double step) {
        if (tick == 0) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(tick)) + 1e-9);
        double power = Math.pow(10, exponent);
        return BigDecimal.valueOf(tick / power)
                        .setScale(Math.min(MOST_DIGITS, decimals(step / power)), RoundingMode.HALF_UP)
                        .toPlainString()
                + "e" + exponent;
    }

    /** Returns the unit's name, such as {@code ms}; a long one is cut. */
    String unitName() {
        return Printable.escape(unit.shown(to).name(), LONGEST_UNIT);
    }

    /** Returns the tick's number; the last tick also has the unit. */
    String labelWithUnit(int tick) {
        String label = label(ticks().get(tick));
        return tick < ticks().size() - 1 || unitName().isEmpty() ? label : label + " " + unitName();
    }
}
