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
 * @param source whose results
 * @param id which series, of the same name on both sides
 * @param baseline the earlier results
 * @param quantile which quantile
 * @param share by how much the candidate may be worse: .05 for {@code +5%}
 * @param falseAlarm probability of a false failure that this check may spend
 * @param missed probability of a false pass that this check may spend
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
