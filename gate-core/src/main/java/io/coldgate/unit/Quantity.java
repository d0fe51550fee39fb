package io.coldgate.unit;

import java.util.function.DoublePredicate;

/**
 * An amount in the base unit of its dimension: nanoseconds, bytes, or a plain number.
 *
 * @param value zero or more; may be {@link Double#POSITIVE_INFINITY} for a failed start, never NaN
 * @param dimension its dimension
 */
public record Quantity(double value, Dimension dimension) {
    /** Refuses NaN and negative values. */
    public Quantity {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("a quantity is zero or more: " + value);
        }
    }

    /**
     * Parses an amount as written by people. A time or a size has a unit, a count has none; decimals are allowed except
     * for counts; one space may precede the unit. Units of time: ns, us (or µs), ms, s, m, h. Units of size: B, kB (or
     * KB, KiB), MB (or MiB), GB (or GiB), all powers of 1024 as in Lambda's own settings and reports.
     *
     * @param text such as {@code 80ms}, {@code 1.2s}, {@code 10MB}, {@code 5000}
     * @param dimension the expected dimension
     * @return the amount, at most 2^53 base units
     * @throws QuantityFormatException when it is not an amount of that dimension, with a message for the user
     */
    public static Quantity parse(String text, Dimension dimension) throws QuantityFormatException {
        return parse(text, dimension, any -> true);
    }

    /**
     * Parses an amount of which only some values are plausible.
     *
     * @param plausible accepts values, in base units, that the message of the exception may offer if the unit is
     *     missing; other values are parsed all the same
     * @throws QuantityFormatException as {@link #parse(String, Dimension)}
     */
    public static Quantity parse(String text, Dimension dimension, DoublePredicate plausible)
            throws QuantityFormatException {
        return new QuantityParser(text, dimension, plausible).parse();
    }

    /**
     * Returns the amount in one readable unit with at least three significant digits: {@code 82.4 ms}, {@code 9.53 MB},
     * {@code ∞}. A count has thousands separators: {@code 5,000}.
     */
    public String format() {
        return Scale.of(this).format(this);
    }

    /** Returns the amount in the unit and with the decimals of another amount, to be shown beside it. */
    public String formatLike(Quantity other) {
        return Scale.of(other).format(this);
    }
}
