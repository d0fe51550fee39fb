package io.coldgate.gate;

import java.util.OptionalDouble;

/**
 * The figures behind a check of a series. Values are in the metric's base unit.
 *
 * @param n number of samples read
 * @param exceed number of samples over the limit
 * @param exceedUndisturbed how many of them, at least, would also have been over it on a host without neighbours;
 *     {@code exceed} if no disturbance is known
 * @param estimate the quantile's estimate (nearest rank), or the greatest sample; +infinity when it is a failed start
 * @param intervalLow lower end of the anytime-valid interval, 95 % a side; 0 when there is none
 * @param intervalHigh its upper end; +infinity when there is none
 * @param logEvidenceFail natural logarithm of the evidence against "within budget"
 * @param logEvidencePass natural logarithm of the evidence against "over budget"
 * @param tau the dependence guard's divisor; 1 when no dependence was seen
 * @param lastLookP the last look's p-value, when it decided
 */
public record SeriesFigures(
        int n,
        int exceed,
        int exceedUndisturbed,
        double estimate,
        double intervalLow,
        double intervalHigh,
        double logEvidenceFail,
        double logEvidencePass,
        double tau,
        OptionalDouble lastLookP) {}
