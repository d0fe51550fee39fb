package io.coldgate.stats;

import java.util.OptionalDouble;

/**
 * The decision on an absolute budget by the samples so far.
 *
 * @param outcome the outcome
 * @param reason why
 * @param n samples read
 * @param exceed how many of them lie over the budget
 * @param tau the factor by which dependence discounted the evidence, 1 if none was seen
 * @param logEvidenceFail natural log of the evidence that the quantile is over the budget, discounted: by the samples
 *     as they are or by their lower bounds, whichever is less
 * @param logEvidencePass natural log of the evidence that it is within the tolerated budget, discounted
 * @param estimate the quantile's nearest-rank estimate, NaN without samples, +infinity where too many starts failed. At
 *     an early stop it leans towards the verdict; the interval does not
 * @param intervalLow lower end of the interval (95 % a side, valid at any time), 0 while there is none; from the lower
 *     bounds
 * @param intervalHigh upper end, +infinity while there is none
 * @param lastLookP after a verdict of the last look, the risk at which it would just have been given. Its verdict may
 *     leave the limit inside the interval, which is the stricter of the two
 * @param exceedUndisturbed how many lie over the budget even by the least that they would have taken undisturbed;
 *     {@code exceed} where nothing is known of a disturbance
 * @param disturbed whether the samples as they are would prove "over the budget", and only what is known of their
 *     disturbance withholds it
 */
public record AbsoluteDecision(
        Outcome outcome,
        Reason reason,
        int n,
        int exceed,
        double tau,
        double logEvidenceFail,
        double logEvidencePass,
        double estimate,
        double intervalLow,
        double intervalHigh,
        OptionalDouble lastLookP,
        int exceedUndisturbed,
        boolean disturbed) {}
