package io.coldgate.thresholds;

import io.coldgate.unit.Quantity;

/** By how much a candidate may exceed its baseline. */
public sealed interface Tolerance {
    /**
     * A part of the baseline.
     *
     * @param share .1 for {@code +10%}; above 0
     */
    record Share(double share) implements Tolerance {}

    /**
     * An amount, whatever the baseline has: for counts, which are often 0.
     *
     * @param amount a whole number, 2 for {@code +2}; 0 for no more than the baseline
     */
    record Amount(Quantity amount) implements Tolerance {}
}
