package io.coldgate.watch;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state of an objective on disk.
 *
 * @param open slots for which lines may still arrive
 * @param window closed slots that the plain rule covers
 * @param alarm the detectors of the alarm
 * @param firstIndex the first slot that had an invocation; 0 for none
 * @param plainOver whether the plain rule is over its limit
 * @param alarmMillis when the alarm was raised; 0 if it was not
 * @param recoverySlots number of slots in the test of recovery
 * @param recoveryEvidence its evidence
 * @param markMillis the time from which the effect of a step is counted
 * @param callsSinceMark number of invocations since then
 * @param overSinceMark number of them that exceed the objective
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
    /** Refuses values that no watch has written. */
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

    /** Refuses slots that end outside the valid times, for an objective with that time window. */
    void requireSlotsOf(Duration over) {
        long most = Incident.LATEST_MILLIS / ObjectiveWatch.slot(over).toMillis();
        Stream.concat(open.stream(), window.stream()).forEach(slot -> {
            if (slot.index() >= most) {
                throw new IllegalArgumentException("index " + slot.index());
            }
        });
    }
}
