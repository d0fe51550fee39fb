package io.coldgate.thresholds.read;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;

/** Lambda's memory setting: whole megabytes of 2^20 bytes. */
public final class MemorySetting {
    static final Range RANGE = Range.of("128MB", "10240MB", Dimension.SIZE);
    static final String NOT_WHOLE = "Lambda's memory comes in whole megabytes: write a whole number of MB";
    private static final double MB = 1 << 20;

    private MemorySetting() {}

    /**
     * The megabytes of a setting such as {@code 512MB}.
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

    static boolean isWhole(Quantity size) {
        return size.value() % MB == 0;
    }

    static int megabytes(Quantity size) {
        return (int) (size.value() / MB);
    }
}
