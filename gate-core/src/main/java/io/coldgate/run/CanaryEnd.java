package io.coldgate.run;

import io.coldgate.canary.CanaryResult;

/**
 * An end of a canary.
 *
 * @param ending how it ended
 * @param reason one sentence on why
 */
record CanaryEnd(CanaryResult.Ending ending, String reason) {}
