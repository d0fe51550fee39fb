package io.coldgate.unit;

/**
 * An amount in the base unit of its dimension: nanoseconds, bytes, or a plain number.
 *
 * @param value zero or more; may be {@link Double#POSITIVE_INFINITY} for a failed start, never NaN
 * @param dimension what it measures
 */
public record Quantity(double value, Dimension dimension) {
    /** Refuses NaN and negative values. */
    public Quantity {
        if (!(value >= 0)) {
            throw new IllegalArgumentException("a quantity is zero or more: " + value);
        }
    }
}
