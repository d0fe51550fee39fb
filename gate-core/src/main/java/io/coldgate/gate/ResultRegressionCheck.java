package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Printable;

/**
 * A limit on a recorded series relative to one that the same tool recorded before.
 *
 * @param source the source of the results
 * @param id the series, with the same name on both sides
 * @param baseline the earlier results
 * @param quantile the quantile
 * @param share how much worse the candidate may be: .05 for {@code +5%}
 * @param falseAlarm probability of a false failure allotted to this check
 * @param missed probability of a false pass allotted to this check
 */
public record ResultRegressionCheck(
        ToolResults.Source source,
        SeriesId id,
        ResultBaseline baseline,
        BudgetRule.Quantile quantile,
        double share,
        double falseAlarm,
        double missed,
        Location location,
        OnInconclusive onInconclusive)
        implements RecordedCheck {
    @Override
    public String rule() {
        return quantile.key();
    }

    @Override
    public String limitText() {
        return VerdictText.change(1 + share) + " of "
                + Printable.escape(baseline.source().path(), SeriesId.LONGEST_NAME);
    }
}
