package io.coldgate.thresholds;

import io.coldgate.unit.ValueUnit;

/**
 * A limit on results of another tool.
 *
 * @param atLeast whether values must be at or above it rather than at or below
 * @param value in base units; for {@code failed} a share from 0 to 1
 * @param unit its unit
 * @param text as written in the file
 */
public record ResultLimit(boolean atLeast, double value, ValueUnit unit, String text) {
    /** A share of failures, such as {@code 1%}. */
    public static final ValueUnit SHARE = ValueUnit.other("%");
}
