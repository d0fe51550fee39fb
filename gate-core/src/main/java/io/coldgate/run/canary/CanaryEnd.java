package io.coldgate.run.canary;

import io.coldgate.canary.CanaryResult;

/**
 * An end of a canary.
 *
 * @param ending how it ended
 * @param reason one sentence on why
 */
record CanaryEnd(CanaryResult.Ending ending, String reason) {
    /** Another party changed the alias. */
    static final CanaryEnd BY_OTHERS = new CanaryEnd(
            CanaryResult.Ending.CHANGED_BY_OTHERS, "somebody else changed the alias, which is left as it is");
}
