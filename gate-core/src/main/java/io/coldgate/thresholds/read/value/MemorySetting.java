package io.coldgate.thresholds.read.value;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;

/** Lambda's memory setting: whole megabytes of 2^20 bytes. */
public final class MemorySetting {
    /** The sizes that Lambda offers. */
    public static final Range RANGE = Range.of("128MB", "10240MB", Dimension.SIZE);

    /** The message for a size that is not a whole number of megabytes. */
    public static final String NOT_WHOLE = "Lambda's memory comes in whole megabytes: write a whole number of MB";

    private static final double MB = 1 << 20;

    private MemorySetting() {}

    /**
     * Returns the megabytes of a setting such as {@code 512MB}.
     *
     * @throws QuantityFormatException with a message for the user
     */
    public static int megabytes(String text) throws QuantityFormatException {
        Quantity size = Quantity.parse(text, Dimension.SIZE);
        if (!RANGE.contains(size)) {
            throw new QuantityFormatException("must be " + RANGE.words());
        }
        if (!isWhole(size)) {
            throw new QuantityFormatException(NOT_WHOLE);
        }
        return megabytes(size);
    }

    /** Returns whether a size is a whole number of megabytes. */
    public static boolean isWhole(Quantity size) {
        return size.value() % MB == 0;
    }

    /** Returns a size in megabytes; it must be a whole number of them. */
    public static int megabytes(Quantity size) {
        return (int) (size.value() / MB);
    }
}
