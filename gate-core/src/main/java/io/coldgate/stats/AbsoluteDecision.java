package io.coldgate.stats;

import java.util.OptionalDouble;

/**
 * The decision on an absolute budget from the samples so far.
 *
 * @param outcome the outcome
 * @param reason the reason for the outcome
 * @param n samples read
 * @param exceed how many of them are over the budget
 * @param tau the factor by which dependence discounted the evidence, 1 if none was seen
 * @param logEvidenceFail natural log of the evidence that the quantile is over the budget, discounted: from the samples
 *     or from their lower bounds, whichever is smaller
 * @param logEvidencePass natural log of the evidence that it is within the tolerated budget, discounted
 * @param estimate the quantile's nearest-rank estimate, NaN without samples, +infinity if too many starts failed. After
 *     an early stop it is biased towards the verdict; the interval is not
 * @param intervalLow lower end of the interval (95 % a side, valid at any time), 0 while there is none; from the lower
 *     bounds
 * @param intervalHigh upper end, +infinity while there is none
 * @param lastLookP after a verdict of the last look, the smallest error rate at which the verdict would still have been
 *     reached. The limit may then be inside the interval, which is stricter than the last look
 * @param exceedUndisturbed how many are over the budget even by the lower bounds of their undisturbed values;
 *     {@code exceed} if no disturbance is known
 * @param disturbed whether the samples would prove "over the budget" and only the known disturbance withholds that
 *     verdict
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
