package io.coldgate.thresholds.read;

import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** The number of cold starts or rounds that a quantile's budget can require. */
final class Decidable {
    private Decidable() {}

    /** Returns the smallest number of starts after which a budget can pass if none of them is over it. */
    static int firstPossiblePass(BudgetRule.Quantile quantile, double missed) {
        return AbsoluteDecider.firstPossiblePass(quantile.p(), missed);
    }

    /** Returns the default cap for a quantile. */
    static int defaultCap(BudgetRule.Quantile quantile) {
        return Defaults.maxSamples(quantile.p());
    }

    /** Returns the smallest number of rounds after which a relative budget can pass. */
    static int firstPossibleRound(BudgetRule.Quantile quantile, double missed) {
        return RelativeRule.firstPossiblePass(quantile.p(), missed);
    }

    /** Returns the default cap on the rounds of a quantile's relative budget. */
    static int defaultRounds(BudgetRule.Quantile quantile) {
        return Defaults.maxRounds(quantile.p());
    }

    /** Returns the largest quantile that can be decided within the cap. */
    static Optional<BudgetRule.Quantile> within(int cap, ToIntFunction<BudgetRule.Quantile> needed) {
        Optional<BudgetRule.Quantile> largest = Optional.empty();
        for (BudgetRule.Quantile quantile : Keys.QUANTILES) {
            if (needed.applyAsInt(quantile) <= cap) {
                largest = Optional.of(quantile);
            }
        }
        return largest;
    }
}
