package io.coldgate.stats;

/** What the samples so far say about one check. */
public enum Outcome {
    /** More samples may still decide it. */
    UNDECIDED,
    /** Within the limit, with a risk of at most beta of being wrong. */
    PASS,
    /** Over the limit, with a risk of at most the check's level of being wrong. */
    FAIL,
    /** The cap is reached, or cannot bring a verdict any more. */
    INCONCLUSIVE
}
