package io.coldgate.gate;

/** Why a function's series has no more samples. */
public enum SeriesEnd {
    /** Every check had what it needed. */
    COMPLETE(VerdictReason.MAX_SAMPLES),
    /** The time limit came first. */
    TIME_LIMIT(VerdictReason.TIME_LIMIT),
    /** The run was interrupted, or its results file is cut off. */
    INTERRUPTED(VerdictReason.INTERRUPTED),
    /** The run could not go on. */
    COULD_NOT_MEASURE(VerdictReason.COULD_NOT_MEASURE);

    private final VerdictReason whyOpen;

    SeriesEnd(VerdictReason whyOpen) {
        this.whyOpen = whyOpen;
    }

    /** The reason of a check that this end leaves open. */
    VerdictReason whyOpen() {
        return whyOpen;
    }
}
