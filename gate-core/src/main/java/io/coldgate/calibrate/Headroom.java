package io.coldgate.calibrate;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Budgets with the headroom that absolute budgets need, so that noise alone does not exceed them. */
public final class Headroom {
    /** The headroom on the median: 25 %, because hosts differ and drift by that much without a change of the code. */
    public static final double P50 = 1.25;

    /** The headroom on the 95th percentile: 50 %, because tails vary more than medians. */
    public static final double P95 = 1.5;

    private static final MathContext UP = new MathContext(2, RoundingMode.CEILING);
    private static final double MEDIAN = 0.5;
    private static final double KIB = 1024;

    private Headroom() {}

    /**
     * Returns the value times the factor, rounded up to two significant digits, or to a whole number for a count, in
     * the syntax of a thresholds file: {@code 5.3ms}, {@code 4}.
     */
    public static String budget(double value, double factor, Dimension dimension) {
        double wanted = Math.max(value * factor, 1);
        Unit unit = unitFor(wanted, dimension);
        return rounded(wanted, unit.inBase, dimension) + unit.name;
    }

    /** Returns the headroom on a quantile: that of the median for p50 and below, otherwise that of tails. */
    public static double factor(double p) {
        return p <= MEDIAN ? P50 : P95;
    }

    /**
     * Returns the number of units, rounded up to two significant digits, or to a whole number for a count.
     *
     * @param value in the dimension's base unit
     * @param inBase one unit in the base unit
     */
    public static String rounded(double value, double inBase, Dimension dimension) {
        BigDecimal amount = new BigDecimal(Math.max(value, 1) / inBase).round(UP);
        if (dimension == Dimension.COUNT) {
            amount = amount.setScale(0, RoundingMode.CEILING);
        }
        return amount.stripTrailingZeros().toPlainString();
    }

    /** Returns a quantity in the format of a report. */
    public static String text(double value, Dimension dimension) {
        return new Quantity(value, dimension).format();
    }

    private record Unit(String name, double inBase) {}

    private static Unit unitFor(double value, Dimension dimension) {
        return switch (dimension) {
            case TIME -> value >= 1e9 ? new Unit("s", 1e9) : value >= 1e6 ? new Unit("ms", 1e6) : new Unit("us", 1e3);
            case SIZE -> value >= KIB * KIB ? new Unit("MB", KIB * KIB) : new Unit("kB", KIB);
            case COUNT -> new Unit("", 1);
        };
    }
}
