package io.coldgate.report.document;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The figures of a check's samples, in base units. A value that is not a number, such as that of a failed start or an
 * absent bound, is null in the file.
 *
 * @param n number of samples or rounds
 * @param exceed how many samples are beyond the limit; empty for rounds
 * @param exceedUndisturbed how many would be beyond it on a host without neighbours; empty when that is the same or not
 *     known
 * @param estimate the estimate; NaN for none, +infinity when too many starts failed
 * @param sides both sides of a comparison with a baseline; empty for other checks
 * @param evidence interval and evidence; empty for checks without a quantile
 */
public record Measured(
        int n,
        OptionalInt exceed,
        OptionalInt exceedUndisturbed,
        double estimate,
        Optional<Sides> sides,
        Optional<Evidence> evidence) {
    /**
     * The two sides of a check against a baseline: the quantile of each arm.
     *
     * @param baseline the baseline's quantile; +infinity if it is a failed start
     * @param candidate the candidate's quantile; +infinity if it is a failed start
     * @param unit their unit
     */
    public record Sides(double baseline, double candidate, String unit) {}

    /**
     * The evidence behind a verdict on a quantile, or on a ratio of quantiles.
     *
     * @param low lower end of the interval, 95 % on each side; 0 for none, or -infinity for an interval of differences
     * @param high upper end; +infinity for none
     * @param logFail natural log of the evidence that the limit is exceeded
     * @param logPass natural log of the evidence that it is kept
     * @param tau the number of samples that count as one because they are correlated; empty for rounds
     * @param lastLookP after a verdict of the last look, the smallest error rate at which the verdict would still have
     *     been reached
     */
    public record Evidence(
            double low, double high, double logFail, double logPass, OptionalDouble tau, OptionalDouble lastLookP) {}
}
