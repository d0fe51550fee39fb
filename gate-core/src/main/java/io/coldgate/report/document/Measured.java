package io.coldgate.report.document;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The figures of a check's samples, in base units. A value that is no number is null in the file: a failed start, an
 * absent bound.
 *
 * @param n samples, or rounds
 * @param exceed how many samples are beyond the limit; empty for rounds
 * @param exceedUndisturbed how many would be on a host without neighbours; empty where that is the same, or not known
 * @param estimate the estimate; NaN for none, +infinity where too many starts failed
 * @param sides both sides of a comparison with a baseline; empty for other checks
 * @param evidence interval and evidence; empty for what has no quantile
 */
public record Measured(
        int n,
        OptionalInt exceed,
        OptionalInt exceedUndisturbed,
        double estimate,
        Optional<Sides> sides,
        Optional<Evidence> evidence) {
    /**
     * The two sides of a check against a baseline: the quantile of either arm.
     *
     * @param baseline the baseline's; +infinity where it is a failed start
     * @param candidate the candidate's; likewise
     * @param unit their unit
     */
    public record Sides(double baseline, double candidate, String unit) {}

    /**
     * The evidence behind a verdict on a quantile, or on a ratio of quantiles.
     *
     * @param low lower end of the interval of 95 % a side; 0 for none, and -infinity where it is one of differences
     * @param high upper end; +infinity for none
     * @param logFail natural log of the evidence that the limit is exceeded
     * @param logPass natural log of the evidence that it is kept
     * @param tau how many samples count as one, for they resemble each other; empty for rounds
     * @param lastLookP after a verdict of the last look, the risk at which it would just have been given
     */
    public record Evidence(
            double low, double high, double logFail, double logPass, OptionalDouble tau, OptionalDouble lastLookP) {}
}
