package io.coldgate.watch;

import java.util.List;

/**
 * An objective on disk.
 *
 * @param open slots that lines may still come for
 * @param window closed slots that the plain rule looks at
 * @param alarm the detectors of the alarm
 * @param firstIndex the first slot that had an invocation; 0 for none
 * @param plainOver whether the plain rule is over its limit
 * @param alarmMillis when the alarm was raised; 0 where it is not
 * @param recoverySlots slots that the test of recovery has seen
 * @param recoveryEvidence its evidence
 * @param markMillis from when on it is counted whether a step helped
 * @param callsSinceMark invocations since then
 * @param overSinceMark those of them that exceed the objective
 */
record ObjectiveState(
        List<Slot.State> open,
        List<Slot.State> window,
        double[] alarm,
        long firstIndex,
        boolean plainOver,
        long alarmMillis,
        long recoverySlots,
        double recoveryEvidence,
        long markMillis,
        long callsSinceMark,
        long overSinceMark) {
    /** Refuses what no watch has written. */
    ObjectiveState {
        open = List.copyOf(open);
        window = List.copyOf(window);
        ShareAlarm.check(alarm);
        if (!Double.isFinite(recoveryEvidence) || recoveryEvidence < 0 || recoverySlots < 0) {
            throw new IllegalArgumentException("recoveryEvidence " + recoveryEvidence);
        }
    }
}
