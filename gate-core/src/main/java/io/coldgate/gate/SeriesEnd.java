package io.coldgate.gate;

/** Why a function's series has no more samples. */
public enum SeriesEnd {
    /** Every check had what it needed. */
    COMPLETE(Why.MAX_SAMPLES),
    /** The time limit came first. */
    TIME_LIMIT(Why.TIME_LIMIT),
    /** The run was interrupted, or its results file is cut off. */
    INTERRUPTED(Why.INTERRUPTED),
    /** The run could not go on. */
    COULD_NOT_MEASURE(Why.COULD_NOT_MEASURE);

    private final Why whyOpen;

    SeriesEnd(Why whyOpen) {
        this.whyOpen = whyOpen;
    }

    /** The reason of a check that this end leaves open. */
    Why whyOpen() {
        return whyOpen;
    }
}
