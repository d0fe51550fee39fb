package io.coldgate.gate;

import io.coldgate.stats.Contrast;
import io.coldgate.unit.ValueUnit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures behind a check against a baseline.
 *
 * @param contrast whether they describe a ratio or a difference
 * @param rounds the number of rounds read, with one start of each arm
 * @param estimate ratio of candidate to baseline, or their difference; NaN if both failed too often; an infinite ratio
 *     also if the baseline is 0
 * @param baseline the baseline's quantile in the metric's base unit; +infinity if it is a failed start
 * @param candidate the candidate's quantile, in the same form; for a p50 the estimate is less noisy than the ratio of
 *     the two
 * @param intervalLow lower end of its anytime-valid interval, 95 % a side; when there is none, 0 for a ratio and
 *     -infinity for a difference
 * @param intervalHigh its upper end; +infinity when there is none
 * @param logEvidenceFail natural logarithm of the evidence against "within the tolerance"
 * @param logEvidencePass natural logarithm of the evidence against "over the tolerance"
 * @param lastLookP after a verdict of the last look, the smallest error rate at which the verdict would still have been
 *     reached
 * @param unit the unit of the two sides if it is not that of a metric of starts
 */
public record RatioFigures(
        Contrast contrast,
        int rounds,
        double estimate,
        double baseline,
        double candidate,
        double intervalLow,
        double intervalHigh,
        double logEvidenceFail,
        double logEvidencePass,
        OptionalDouble lastLookP,
        Optional<ValueUnit> unit) {
    /** Returns whether the interval has a lower end. */
    public boolean hasLow() {
        return contrast == Contrast.RATIO ? intervalLow > 0 : Double.isFinite(intervalLow);
    }

    /** Returns whether the interval has an upper end. */
    public boolean hasHigh() {
        return Double.isFinite(intervalHigh);
    }
}
