package io.coldgate.thresholds.read.value;

import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import io.coldgate.unit.QuantityFormatException;

/**
 * The range of a setting, both ends included.
 *
 * @param words the ends as they are written in a file
 */
public record Range(Quantity least, Quantity most, String words) {
    /** Returns the range between two quantities as they are written, both included. */
    public static Range of(String least, String most, Dimension dimension) {
        try {
            return new Range(Quantity.parse(least, dimension), Quantity.parse(most, dimension), least + " to " + most);
        } catch (QuantityFormatException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns whether a quantity lies in the range, its ends included. */
    public boolean contains(Quantity quantity) {
        return quantity.value() >= least.value() && quantity.value() <= most.value();
    }
}
