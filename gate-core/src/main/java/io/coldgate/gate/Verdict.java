package io.coldgate.gate;

/** What is known of a check, or of a build. */
public enum Verdict {
    /** Within budget, with the evidence that was asked for. */
    PASS,
    /** Over budget, with the evidence that was asked for. */
    FAIL,
    /** Neither is proven. */
    INCONCLUSIVE
}
