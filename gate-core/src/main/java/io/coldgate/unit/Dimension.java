package io.coldgate.unit;

/** The dimension that a quantity measures. Values are kept in the base unit given here. */
public enum Dimension {
    /** Time, in nanoseconds. */
    TIME,
    /** Memory and file sizes, in bytes. */
    SIZE,
    /** A plain number. */
    COUNT
}
