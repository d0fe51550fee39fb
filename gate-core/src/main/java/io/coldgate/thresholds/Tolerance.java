package io.coldgate.thresholds;

import io.coldgate.unit.Quantity;

/** The amount by which a candidate may exceed its baseline. */
public sealed interface Tolerance {
    /**
     * A share of the baseline.
     *
     * @param share .1 for {@code +10%}; above 0
     */
    record Share(double share) implements Tolerance {}

    /**
     * A fixed amount, regardless of the baseline: for counts, which are often 0.
     *
     * @param amount a whole number, 2 for {@code +2}; 0 for at most the baseline
     */
    record Amount(Quantity amount) implements Tolerance {}
}
