package io.coldgate.watch;

import io.coldgate.thresholds.WatchObjective;
import java.util.OptionalDouble;

/**
 * An objective as it is now.
 *
 * @param objective which one
 * @param measured the quantile in nanoseconds, or the share, of the last {@code over}; empty without an invocation
 * @param calls invocations in that time
 * @param over those of them that exceed it
 * @param plainOver whether the plain rule is over its limit
 * @param broken whether the guaranteed alarm is raised, and recovery not proven
 * @param level how far the guaranteed alarm is: 1 raises it
 * @param recovery evidence of recovery since the alarm, as odds: 20 proves it; 0 without an alarm
 */
public record ObjectiveStatus(
        WatchObjective objective,
        OptionalDouble measured,
        long calls,
        long over,
        boolean plainOver,
        boolean broken,
        double level,
        double recovery) {
    /** Returns whether anything is known of it: an invocation that counts to it was decided on. */
    public boolean isKnown() {
        return calls > 0;
    }

    static ObjectiveStatus of(ObjectiveWatch watch) {
        return new ObjectiveStatus(
                watch.objective(),
                watch.measured(),
                watch.windowCalls(),
                watch.windowOver(),
                watch.isPlainOver(),
                watch.isBroken(),
                watch.level(),
                watch.recoveryEvidence());
    }
}
