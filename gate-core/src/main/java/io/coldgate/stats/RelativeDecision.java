package io.coldgate.stats;

import com.google.auto.value.AutoBuilder;
import java.util.OptionalDouble;

/**
 * The decision on a relative limit from the rounds so far.
 *
 * @param outcome the outcome
 * @param reason the reason for the outcome
 * @param rounds rounds read
 * @param logEvidenceFail natural log of the evidence that the candidate is over the limit
 * @param logEvidencePass natural log of the evidence that it is within
 * @param estimate the ratio of candidate to baseline, or their difference, depending on the rule's contrast:
 *     Hodges-Lehmann for p50, the contrast of the two quantiles for a tail; NaN without rounds
 * @param baselineQuantile the baseline's nearest-rank quantile; NaN without rounds, +infinity if it is a failed start
 * @param candidateQuantile the candidate's quantile, in the same form; for p50 their contrast is close to the estimate,
 *     which is less noisy
 * @param intervalLow lower end of its interval (95 % a side, valid at any time); while there is none, 0 for a ratio and
 *     -infinity for a difference
 * @param intervalHigh upper end, +infinity while there is none
 * @param lastLookP after the last look, whatever its result: the probability of scores at least this high at the limit.
 *     A small value supports FAIL, one near 1 supports PASS; exactly 1 if the look had no information
 * @param lastLookPassP the same for scores at least this low
 */
public record RelativeDecision(
        Outcome outcome,
        Reason reason,
        int rounds,
        double logEvidenceFail,
        double logEvidencePass,
        double estimate,
        double baselineQuantile,
        double candidateQuantile,
        double intervalLow,
        double intervalHigh,
        OptionalDouble lastLookP,
        OptionalDouble lastLookPassP) {
    /** Returns a builder on which everything except the last look must be set; without it, there was no last look. */
    public static Builder builder() {
        return new AutoBuilder_RelativeDecision_Builder();
    }

    /**
     * Returns the smallest error rate at which the last look would still have reached its verdict; empty if it reached
     * none.
     */
    public OptionalDouble lastLookRisk() {
        if (reason != Reason.LAST_LOOK) {
            return OptionalDouble.empty();
        }
        return outcome == Outcome.PASS ? lastLookPassP : lastLookP;
    }

    /** Sets components one by one; see {@link RelativeDecision} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder outcome(Outcome outcome);

        Builder reason(Reason reason);

        Builder rounds(int rounds);

        Builder logEvidenceFail(double logEvidenceFail);

        Builder logEvidencePass(double logEvidencePass);

        Builder estimate(double estimate);

        Builder baselineQuantile(double baselineQuantile);

        Builder candidateQuantile(double candidateQuantile);

        Builder intervalLow(double intervalLow);

        Builder intervalHigh(double intervalHigh);

        Builder lastLookP(double lastLookP);

        Builder lastLookPassP(double lastLookPassP);

        RelativeDecision build();
    }
}
