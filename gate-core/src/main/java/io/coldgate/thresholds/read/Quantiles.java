package io.coldgate.thresholds.read;

import io.coldgate.thresholds.BudgetRule;
import java.util.Optional;

/** The quantiles that can be limited, by name. */
public final class Quantiles {
    private Quantiles() {}

    /** Returns the quantile of that name, such as {@code p95}; empty if there is none. */
    public static Optional<BudgetRule.Quantile> named(String name) {
        return Keys.QUANTILES.stream()
                .filter(quantile -> quantile.key().equals(name))
                .findFirst();
    }

    /** Returns all names, in ascending order. */
    public static String names() {
        return String.join(", ", Keys.QUANTILE_KEYS);
    }
}
