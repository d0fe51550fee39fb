package io.coldgate.report.html;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.PackageCheck;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.ResultCheck;
import io.coldgate.gate.ResultRegressionCheck;
import io.coldgate.gate.SeriesFigures;
import java.util.Optional;

/**
 * The share of its limit that a check uses: 1 is exactly the limit.
 *
 * @param estimate what was measured; +infinity for a failed start, NaN when there is no number
 * @param low lower end of the interval; NaN if the check has none, 0 when it is open
 * @param high its upper end; +infinity when it is open
 */
record ShareOfLimit(double estimate, double low, double high) {
    /** Returns the share; empty for a check without a number, or without a limit above zero. */
    static Optional<ShareOfLimit> of(CheckResult result, Optional<ArtifactFacts> facts) {
        Check check = result.check();
        if (check instanceof BudgetCheck starts) {
            return ofSeries(result, starts.limit().value(), starts.metric().moreIsBetter());
        }
        if (check instanceof ResultCheck recorded) {
            return ofSeries(result, recorded.limit().value(), recorded.limit().atLeast());
        }
        if (check instanceof RegressionCheck regression) {
            return ofRatio(result, regression.limitRatio(), regression.metric().moreIsBetter());
        }
        if (check instanceof ResultRegressionCheck relative) {
            return ofRatio(result, 1 + relative.share(), false);
        }
        if (check instanceof PackageCheck.Size size) {
            return facts.flatMap(read -> ofPackage(size, read));
        }
        if (check instanceof PackageCheck.Property) {
            return Optional.empty();
        }
        throw new IllegalStateException("a check without a share of its limit: " + check);
    }

    private static Optional<ShareOfLimit> ofSeries(CheckResult result, double limit, boolean moreIsBetter) {
        return result.figures()
                .filter(figures -> limit > 0)
                .map(figures -> share(figures, limit, result.check().isQuantile()))
                .map(share -> moreIsBetter ? share.inverse() : share);
    }

    private static Optional<ShareOfLimit> ofRatio(CheckResult result, double limit, boolean moreIsBetter) {
        return result.ratio()
                .map(figures -> new ShareOfLimit(
                        used(figures.estimate(), limit),
                        used(figures.intervalLow(), limit),
                        used(figures.intervalHigh(), limit)))
                .map(share -> moreIsBetter ? share.inverse() : share);
    }

    private static Optional<ShareOfLimit> ofPackage(PackageCheck.Size size, ArtifactFacts facts) {
        double limit = size.limit().value();
        double amount = facts.amount(size.rule()).orElse(Double.NaN);
        return limit > 0 ? Optional.of(new ShareOfLimit(amount / limit, Double.NaN, Double.NaN)) : Optional.empty();
    }

    /** Returns the share; zero for a difference below zero. */
    private static double used(double value, double limit) {
        return Double.isNaN(value) ? value : Math.max(0, value / limit);
    }

    /** Returns the share if more is better: a value of twice the limit uses half of it. */
    private ShareOfLimit inverse() {
        return new ShareOfLimit(1 / estimate, 1 / high, 1 / low);
    }

    private static ShareOfLimit share(SeriesFigures figures, double limit, boolean hasInterval) {
        return new ShareOfLimit(
                figures.estimate() / limit,
                hasInterval ? figures.intervalLow() / limit : Double.NaN,
                hasInterval ? figures.intervalHigh() / limit : Double.NaN);
    }
}
