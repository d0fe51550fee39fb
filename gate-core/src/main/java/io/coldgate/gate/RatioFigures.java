package io.coldgate.gate;

import java.util.OptionalDouble;

/**
 * The figures behind a check against a baseline.
 *
 * @param rounds rounds that were read: a start of each arm
 * @param estimate ratio of candidate to baseline; NaN where both failed too often
 * @param intervalLow lower end of the anytime-valid interval of the ratio, 95 % a side; 0 when there is none
 * @param intervalHigh its upper end; +infinity when there is none
 * @param logEvidenceFail natural logarithm of the evidence against "within the tolerance"
 * @param logEvidencePass natural logarithm of the evidence against "over the tolerance"
 * @param lastLookP the last look's p-value, when it was taken
 */
public record RatioFigures(
        int rounds,
        double estimate,
        double intervalLow,
        double intervalHigh,
        double logEvidenceFail,
        double logEvidencePass,
        OptionalDouble lastLookP) {}
