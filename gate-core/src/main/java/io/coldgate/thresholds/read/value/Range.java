package io.coldgate.thresholds.read.value;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;

/**
 * The range of a setting, both ends included.
 *
 * @param words the ends as written in a file
 */
public record Range(Quantity least, Quantity most, String words) {
    /** Returns the range between two quantities, both included, as written in a file. */
    public static Range of(String least, String most, Dimension dimension) {
        try {
            return new Range(Quantity.parse(least, dimension), Quantity.parse(most, dimension), least + " to " + most);
        } catch (QuantityFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns whether a quantity is in the range. */
    public boolean contains(Quantity quantity) {
        return contains(quantity.value());
    }

    /** Returns whether a value in base units is in the range. */
    boolean contains(double value) {
        return value >= least.value() && value <= most.value();
    }
}
