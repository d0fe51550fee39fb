package io.coldgate.report.html;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.gate.ResultRegressionCheck;
import io.coldgate.gate.SeriesFigures;
import java.util.Optional;

/**
 * The share of its limit that a check uses: 1 is exactly the limit.
 *
 * @param estimate what was measured; +infinity for a failed start, NaN when there is no number
 * @param low lower end of the interval; NaN where the check has none, 0 when it is open
 * @param high its upper end; +infinity when it is open
 */
record ShareOfLimit(double estimate, double low, double high) {
    /** The share; empty for what has no number, or no limit above zero. */
    static Optional<ShareOfLimit> of(CheckResult result, Optional<ArtifactFacts> facts) {
        Check check = result.check();
        if (check instanceof BudgetCheck starts && result.figures().isPresent()) {
            return positive(starts.limit().value())
                    .map(limit -> share(result.figures().get(), limit, check.isQuantile()))
                    .map(share -> starts.metric().moreIsBetter() ? share.inverse() : share);
        }
        if (check instanceof ResultCheck recorded && result.figures().isPresent()) {
            return positive(recorded.limit().value())
                    .map(limit -> share(result.figures().get(), limit, check.isQuantile()))
                    .map(share -> recorded.limit().atLeast() ? share.inverse() : share);
        }
        if (check instanceof RegressionCheck regression && result.ratio().isPresent()) {
            RatioFigures figures = result.ratio().get();
            double limit = regression.limitRatio();
            ShareOfLimit used = new ShareOfLimit(
                    used(figures.estimate(), limit),
                    used(figures.intervalLow(), limit),
                    used(figures.intervalHigh(), limit));
            return Optional.of(regression.metric().moreIsBetter() ? used.inverse() : used);
        }
        if (check instanceof ResultRegressionCheck relative && result.ratio().isPresent()) {
            RatioFigures figures = result.ratio().get();
            double limit = 1 + relative.share();
            return Optional.of(new ShareOfLimit(
                    used(figures.estimate(), limit),
                    used(figures.intervalLow(), limit),
                    used(figures.intervalHigh(), limit)));
        }
        if (check instanceof PackageCheck.Size size && facts.isPresent()) {
            double amount = facts.get().amount(size.rule()).orElse(Double.NaN);
            return positive(size.limit().value())
                    .map(limit -> new ShareOfLimit(amount / limit, Double.NaN, Double.NaN));
        }
        return Optional.empty();
    }

    /** Returns the share, none of it where a difference is below zero. */
    private static double used(double value, double limit) {
        return Double.isNaN(value) ? value : Math.max(0, value / limit);
    }

    /** Returns where more is better: of twice the limit half is used. */
    private ShareOfLimit inverse() {
        return new ShareOfLimit(1 / estimate, 1 / high, 1 / low);
    }

    private static ShareOfLimit share(SeriesFigures figures, double limit, boolean hasInterval) {
        return new ShareOfLimit(
                figures.estimate() / limit,
                hasInterval ? figures.intervalLow() / limit : Double.NaN,
                hasInterval ? figures.intervalHigh() / limit : Double.NaN);
    }

    private static Optional<Double> positive(double limit) {
        return limit > 0 ? Optional.of(limit) : Optional.empty();
    }
}
