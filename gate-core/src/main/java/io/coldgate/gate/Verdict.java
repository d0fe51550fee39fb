package io.coldgate.gate;

import io.coldgate.stats.Outcome;

/** What is known of a check, or of a build. */
public enum Verdict {
    /** Within budget, with the evidence that was asked for. */
    PASS,
    /** Over budget, with the evidence that was asked for. */
    FAIL,
    /** Measured as far as was allowed, and neither is proven. */
    INCONCLUSIVE,
    /** The data that a verdict needs is missing: never a pass, whatever the policy for INCONCLUSIVE. */
    NOT_MEASURED;

    /**
     * Returns the verdict on a series of samples.
     *
     * @param outcome what the statistics say
     * @param why what the verdict rests on, or why there is none
     * @param samples how many samples, or rounds, were read
     */
    static Verdict of(Outcome outcome, VerdictReason why, int samples) {
        return switch (outcome) {
            case PASS -> PASS;
            case FAIL -> FAIL;
            case INCONCLUSIVE, UNDECIDED -> undecided(why, samples);
        };
    }

    /** Returns the verdict on a check that is neither passed nor failed. */
    static Verdict undecided(VerdictReason why, int samples) {
        return switch (why) {
            case INTERRUPTED, COULD_NOT_MEASURE -> NOT_MEASURED;
            case TIME_LIMIT -> samples == 0 ? NOT_MEASURED : INCONCLUSIVE;
            default -> INCONCLUSIVE;
        };
    }

    /** Returns the word that people read: {@code NOT MEASURED}. */
    public String word() {
        return name().replace('_', ' ');
    }
}
