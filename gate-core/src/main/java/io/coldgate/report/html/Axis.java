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
    /** At most about so many steps: their labels stand apart, and every other one on a phone. */
    private static final int STEPS = 6;

    /** An axis that starts nearer to zero than this part of its end starts at zero: the eye compares lengths. */
    private static final double ZERO_WITHIN = .4;

    /** A longer number would lie on what stands beside it. */
    private static final int LONGEST_LABEL = 8;

    private static final int MOST_DIGITS = 3;
    private static final int LONGEST_UNIT = 12;

    /** Room on both sides of the outermost values. */
    private static final double MARGIN = .04;

    /** An axis that holds both values. */
    static Axis of(double least, double greatest, ValueUnit unit) {
        double one = unit.shown(Math.max(greatest, 0)).inBase();
        double high = greatest > least ? greatest : greatest > 0 ? Math.min(greatest * 1.05, Double.MAX_VALUE) : one;
        double low = greatest > least ? least : least * .95;
        double room = (high - low) * MARGIN;
        double from = low >= 0 && low < ZERO_WITHIN * high ? 0 : low - room;
        double to = Math.min(high + room, Double.MAX_VALUE);
        double step = roundStep((to - from) / STEPS, one);
        // A function's own counts may be parts of one: an axis between two whole numbers has ticks of its own.
        boolean whole = unit.kind() == ValueUnit.Kind.COUNT && Math.ceil(from) <= Math.floor(to);
        return new Axis(from, to, whole ? wholeStep(step) : step, unit);
    }

    /** The next of 1, 2, 2.5 and 5 times a power of ten, in the unit. */
    private static double roundStep(double atLeast, double unit) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast / unit)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (factor * power * unit >= atLeast * (1 - 1e-9)) {
                return factor * power * unit;
            }
        }
        return 10 * power * unit;
    }

    /** The same, or the next one that is a whole number: there is no half of a thing. */
    private static double wholeStep(double step) {
        return step <= 1 ? 1 : step == 2.5 ? 5 : Math.rint(step);
    }

    /** Returns whether the value lies on it. */
    boolean holds(double value) {
        return value >= from && value <= to;
    }

    /** Returns where the value lies, from 0 to 1; values beyond lie at the ends. */
    double at(double value) {
        return Math.max(0, Math.min(1, (value - from) / (to - from)));
    }

    /** The round values on it. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(from / step - 1e-9);
        for (long i = first; i * step <= to + step * 1e-9; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /** A tick's number, without its unit; a count's with commas between its thousands. */
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

    /** Returns {@code 3.45e9}: with as many decimals as tell two ticks apart, where there is room. */
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

    /** The unit's name: {@code ms}; a long one is cut. */
    String unitName() {
        return Printable.escape(unit.shown(to).name(), LONGEST_UNIT);
    }

    /** The tick's number, behind the last one the unit. */
    String labelWithUnit(int tick) {
        String label = label(ticks().get(tick));
        return tick < ticks().size() - 1 || unitName().isEmpty() ? label : label + " " + unitName();
    }
}
