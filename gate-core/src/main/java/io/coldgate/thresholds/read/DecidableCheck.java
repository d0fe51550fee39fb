package io.coldgate.thresholds.read;

import io.coldgate.thresholds.Budget;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Sampling;
import io.coldgate.thresholds.diagnostic.Mistakes;
import io.coldgate.thresholds.read.value.Field;
import io.coldgate.thresholds.read.value.Settings;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Reports quantiles, absolute and relative, that cannot pass within the cap. */
final class DecidableCheck {
    private final ReadOptions options;
    private final Mistakes mistakes;

    DecidableCheck(ReadOptions options, Mistakes mistakes) {
        this.options = options;
        this.mistakes = mistakes;
    }

    void check(Field function, Settings merged, double missed) {
        ToIntFunction<BudgetRule.Quantile> starts = quantile -> Decidable.firstPossiblePass(quantile, missed);
        for (Map.Entry<String, Settings.Setting> entry : merged.all(Budget.class)) {
            Budget budget = (Budget) entry.getValue().value();
            if (budget.rule() instanceof BudgetRule.Quantile quantile) {
                check(
                        function,
                        merged,
                        entry,
                        new Demand(quantile, starts, Decidable.defaultCap(quantile), "cold starts"));
            }
        }
        ToIntFunction<BudgetRule.Quantile> rounds = quantile -> Decidable.firstPossibleRound(quantile, missed);
        for (Map.Entry<String, Settings.Setting> entry : merged.all(RegressionBudget.class)) {
            BudgetRule.Quantile quantile = ((RegressionBudget) entry.getValue().value()).quantile();
            check(function, merged, entry, new Demand(quantile, rounds, Decidable.defaultRounds(quantile), "rounds"));
        }
    }

    /**
     * The demand of one limit.
     *
     * @param needed the minimum number required for a quantile
     * @param usualCap the default cap
     * @param noun the unit that is counted
     */
    private record Demand(
            BudgetRule.Quantile quantile, ToIntFunction<BudgetRule.Quantile> needed, int usualCap, String noun) {}

    private void check(Field function, Settings merged, Map.Entry<String, Settings.Setting> limit, Demand demand) {
        int cap =
                options.maxSamplesOverride().or(() -> merged.get(Sampling.MAX)).orElse(demand.usualCap());
        if (demand.needed().applyAsInt(demand.quantile()) > cap) {
            String path = pathOf(function, limit.getKey(), limit.getValue(), merged);
            mistakes.add(limit.getValue().key(), path, undecidable(demand, cap));
        }
    }

    /**
     * Returns the path to report. If the cap and the budget both come from the defaults, it is the defaults' path, so
     * the mistake is reported once and not for each function.
     */
    private static String pathOf(Field function, String below, Settings.Setting budget, Settings merged) {
        boolean capOfFunction = merged.setting(Sampling.MAX)
                .filter(cap -> cap.path().startsWith(function.path() + "."))
                .isPresent();
        return capOfFunction ? function.path() + "." + below : budget.path();
    }

    private String undecidable(Demand demand, int cap) {
        String option = options.maxSamplesOverride().isPresent() ? "--max-samples" : "sampling.max";
        int needed = demand.needed().applyAsInt(demand.quantile());
        Optional<BudgetRule.Quantile> smaller = Decidable.within(cap, demand.needed());
        String other = smaller.map(quantile -> ", or use " + quantile.key()).orElse("");
        return demand.quantile().key() + " needs at least " + needed + " " + demand.noun() + " to pass; the cap is "
                + cap + ": set " + option + " to " + needed + " or more" + other;
    }
}
