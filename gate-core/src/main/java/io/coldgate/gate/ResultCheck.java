package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultLimit;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Percentage;

/**
 * A limit on a series that another tool has recorded.
 *
 * @param source the source of the results
 * @param id the series; while the results cannot be read, the pattern in the file
 * @param budgetRule the limited property
 * @param limit the limit
 * @param falseAlarm probability of a false failure allotted to this check
 * @param missed probability of a false pass allotted to this check
 */
public record ResultCheck(
        ToolResults.Source source,
        SeriesId id,
        BudgetRule budgetRule,
        ResultLimit limit,
        double falseAlarm,
        double missed,
        Location location,
        OnInconclusive onInconclusive)
        implements RecordedCheck {
    @Override
    public String rule() {
        return budgetRule.key();
    }

    @Override
    public String limitText() {
        return budgetRule instanceof BudgetRule.Failed
                ? Percentage.format(limit.value())
                : limit.unit().format(limit.value());
    }

    @Override
    public boolean isQuantile() {
        return budgetRule instanceof BudgetRule.Quantile;
    }

    @Override
    public String amount(double value, double like) {
        return limit.unit().formatLike(value, like);
    }

    @Override
    public String demand() {
        return (limit.atLeast() ? "≥ " : "≤ ") + limitText();
    }
}
