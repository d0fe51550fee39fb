package io.coldgate.stats;

/** The outcome of one check from the samples so far. */
public enum Outcome {
    /** More samples may still decide it. */
    UNDECIDED,
    /** Within the limit, with a risk of at most {@code missed} of being wrong. */
    PASS,
    /** Over the limit, with a risk of at most {@code falseAlarm} of being wrong. */
    FAIL,
    /** The cap is reached, or more samples can no longer bring a verdict. */
    INCONCLUSIVE
}
