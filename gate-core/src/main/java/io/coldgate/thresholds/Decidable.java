package io.coldgate.thresholds;

import io.coldgate.stats.AbsoluteTest;
import io.coldgate.stats.Defaults;
import java.util.Optional;

/** How many cold starts a quantile's budget can ask for. */
final class Decidable {
    private Decidable() {}

    /** The smallest number of starts after which a budget can pass, when none of them is over it. */
    static int firstPossiblePass(BudgetRule.Quantile quantile, double missed) {
        return AbsoluteTest.firstPossiblePass(quantile.p(), missed);
    }

    /** The cap of a quantile when the file names none. */
    static int defaultCap(BudgetRule.Quantile quantile) {
        return Defaults.maxSamples(quantile.p());
    }

    /** The largest quantile that can be decided within the cap. */
    static Optional<BudgetRule.Quantile> within(int cap, double missed) {
        Optional<BudgetRule.Quantile> largest = Optional.empty();
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            if (firstPossiblePass(quantile, missed) <= cap) {
                largest = Optional.of(quantile);
            }
        }
        return largest;
    }
}
