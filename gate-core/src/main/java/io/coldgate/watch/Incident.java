package io.coldgate.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An alarm of a function, what was done, and when recovery was proven.
 *
 * @param number counts the incidents of the function, from 1
 * @param alarmMillis when the first objective's alarm was raised, in milliseconds since 1970
 * @param objectives keys of the objectives that were broken
 * @param steps what was done, in order
 * @param recoveredMillis when recovery of all of them was proven; null before
 * @param revisions revisions of aliases when the alarm was raised, by the alias: one that somebody has changed since is
 *     left alone
 */
public record Incident(
        int number,
        long alarmMillis,
        List<String> objectives,
        List<StepRecord> steps,
        @Nullable Long recoveredMillis,
        Map<String, String> revisions) {
    /** Copies the lists. */
    public Incident {
        objectives = List.copyOf(objectives);
        steps = List.copyOf(steps);
        revisions = revisions == null ? Map.of() : Map.copyOf(revisions);
    }

    /** Returns the same with another broken objective. */
    Incident with(String objective) {
        if (objectives.contains(objective)) {
            return this;
        }
        List<String> all = new ArrayList<>(objectives);
        all.add(objective);
        return new Incident(number, alarmMillis, all, steps, recoveredMillis, revisions);
    }

    /** Returns the same with a step's newest state. */
    Incident with(StepRecord step) {
        List<StepRecord> all = new ArrayList<>(steps);
        all.removeIf(each -> each.number() == step.number());
        all.add(step);
        return new Incident(number, alarmMillis, objectives, all, recoveredMillis, revisions);
    }

    /** Returns whether a step is being taken or taken back: it is not known yet how far it came. */
    public boolean isUnderWay() {
        return steps.stream()
                .anyMatch(step ->
                        step.state() == StepRecord.State.INTENDED || step.state() == StepRecord.State.UNDO_INTENDED);
    }

    /** Returns the same with what aliases were when it began. */
    Incident withRevisions(Map<String, String> found) {
        return new Incident(number, alarmMillis, objectives, steps, recoveredMillis, found);
    }

    /** Returns the same, ended. */
    Incident recovered(long millis) {
        return new Incident(number, alarmMillis, objectives, steps, millis, revisions);
    }

    /** Returns the same without what was only said: a watch that may act begins the ladder anew. */
    Incident withoutDrySteps() {
        List<StepRecord> done = steps.stream()
                .filter(step -> step.state() != StepRecord.State.DRY)
                .toList();
        return new Incident(number, alarmMillis, objectives, done, recoveredMillis, revisions);
    }

    /** Returns how long it took from the alarm to the proof of recovery, in milliseconds; null before. */
    public @Nullable Long millisToRecovery() {
        return recoveredMillis == null ? null : recoveredMillis - alarmMillis;
    }
}
