package io.coldgate.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alarm of a function, the actions taken, and its end.
 *
 * @param number its number among the incidents of the function, from 1
 * @param alarmMillis when the first objective's alarm was raised, in milliseconds since 1970
 * @param objectives keys of the objectives that were broken
 * @param steps the steps, in order
 * @param recoveredMillis when recovery of all of them was proven; null before that, and if it never was
 * @param revisions revisions of aliases at the alarm, by alias; an alias that somebody has changed since is left alone
 * @param unproven keys of broken objectives that are no longer watched, so their recovery cannot be proven
 * @param closedMillis when it was closed although recovery was not proven; null otherwise
 */
public record Incident(
        int number,
        long alarmMillis,
        List<String> objectives,
        List<StepRecord> steps,
        @Nullable Long recoveredMillis,
        Map<String, String> revisions,
        List<String> unproven,
        @Nullable Long closedMillis) {
    /** The end of the year 9999, the latest valid time. */
    public static final long LATEST_MILLIS = 253_402_300_799_999L;

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException for a number that no watch has written
     */
    public Incident {
        StateRange.count("number", number);
        StateRange.moment("alarmMillis", alarmMillis);
        StateRange.moment("recoveredMillis", recoveredMillis == null ? 0 : recoveredMillis);
        StateRange.moment("closedMillis", closedMillis == null ? 0 : closedMillis);
        objectives = List.copyOf(objectives);
        steps = List.copyOf(steps);
        revisions = revisions == null ? Map.of() : Map.copyOf(revisions);
        unproven = unproven == null ? List.of() : List.copyOf(unproven);
        // An earlier version marked an incident as recovered at time 0 when its objectives had been changed.
        if (recoveredMillis != null && recoveredMillis < alarmMillis) {
            closedMillis = alarmMillis;
            recoveredMillis = null;
        }
    }

    /** Returns a new incident. */
    static Incident raised(int number, long alarmMillis) {
        return new Incident(number, alarmMillis, List.of(), List.of(), null, Map.of(), List.of(), null);
    }

    /** Returns the incident with another broken objective. */
    Incident with(String objective) {
        if (objectives.contains(objective)) {
            return this;
        }
        List<String> all = new ArrayList<>(objectives);
        all.add(objective);
        return new Incident(number, alarmMillis, all, steps, recoveredMillis, revisions, unproven, closedMillis);
    }

    /** Returns the incident with a step's newest state. */
    Incident with(StepRecord step) {
        List<StepRecord> all = new ArrayList<>(steps);
        all.removeIf(each -> each.number() == step.number());
        all.add(step);
        return withSteps(all);
    }

    private Incident withSteps(List<StepRecord> all) {
        return new Incident(number, alarmMillis, objectives, all, recoveredMillis, revisions, unproven, closedMillis);
    }

    /** Returns the number of the next step. */
    public int nextNumber() {
        return steps.stream().mapToInt(StepRecord::number).max().orElse(0) + 1;
    }

    /** Returns whether a step is being taken or undone and its outcome is not known yet. */
    public boolean isUnderWay() {
        return steps.stream()
                .anyMatch(step ->
                        step.state() == StepRecord.State.INTENDED || step.state() == StepRecord.State.UNDO_INTENDED);
    }

    /** Returns the incident with the alias revisions at its beginning. */
    Incident withRevisions(Map<String, String> found) {
        return new Incident(number, alarmMillis, objectives, steps, recoveredMillis, found, unproven, closedMillis);
    }

    /** Returns the incident with the broken objectives that are no longer watched. */
    Incident withUnproven(List<String> keys) {
        return new Incident(number, alarmMillis, objectives, steps, recoveredMillis, revisions, keys, closedMillis);
    }

    /** Returns the incident, ended by the proof of recovery; never before its alarm. */
    Incident recovered(long millis) {
        return new Incident(
                number, alarmMillis, objectives, steps, Math.max(millis, alarmMillis), revisions, unproven, null);
    }

    /** Returns the incident, closed without a proof of recovery; never before its alarm. */
    Incident closed(long millis) {
        return new Incident(
                number, alarmMillis, objectives, steps, null, revisions, unproven, Math.max(millis, alarmMillis));
    }

    /** Returns the incident without steps that were only announced: a watch that may act restarts the ladder. */
    Incident withoutDrySteps() {
        return withSteps(steps.stream()
                .filter(step -> step.state() != StepRecord.State.DRY)
                .toList());
    }

    /** Returns the time from the alarm to the proof of recovery, in milliseconds; null without a proof. */
    public @Nullable Long millisToRecovery() {
        return recoveredMillis == null ? null : recoveredMillis - alarmMillis;
    }
}
