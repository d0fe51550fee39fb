package io.coldgate.watch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
        StateRange.moment("firstIndex", firstIndex);
        StateRange.moment("alarmMillis", alarmMillis);
        StateRange.moment("markMillis", markMillis);
        StateRange.count("recoverySlots", recoverySlots);
        StateRange.count("callsSinceMark", callsSinceMark);
        StateRange.count("overSinceMark", overSinceMark);
        if (overSinceMark > callsSinceMark) {
            throw new IllegalArgumentException("overSinceMark " + overSinceMark + " of " + callsSinceMark);
        }
        if (!Double.isFinite(recoveryEvidence) || recoveryEvidence < 0) {
            throw new IllegalArgumentException("recoveryEvidence " + recoveryEvidence);
        }
    }

    /** Refuses slots that end at no time of a calendar, for an objective over that time. */
    void requireSlotsOf(Duration over) {
        long most = Incident.LATEST_MILLIS / ObjectiveWatch.slot(over).toMillis();
        Stream.concat(open.stream(), window.stream()).forEach(slot -> {
            if (slot.index() >= most) {
                throw new IllegalArgumentException("index " + slot.index());
            }
        });
    }
}
