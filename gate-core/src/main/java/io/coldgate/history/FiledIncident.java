package io.coldgate.history;

import io.coldgate.unit.Sha256;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * A past incident of a watched function, as it is filed.
 *
 * @param function its name
 * @param objectives keys of the objectives that were broken
 * @param alarmMillis when the alarm was raised, milliseconds since 1970
 * @param recoveredMillis when recovery of all of them was proven; not before the alarm
 * @param steps the steps that were taken or only announced, as of the time of filing
 */
public record FiledIncident(
        String function, List<String> objectives, long alarmMillis, long recoveredMillis, List<Step> steps)
        implements FiledEntry {
    /** Incidents in the order of their alarms. */
    public static final Comparator<FiledIncident> BY_TIME =
            Comparator.comparingLong(FiledIncident::alarmMillis).thenComparing(FiledIncident::function);

    /**
     * A step of an incident.
     *
     * @param number its place among the actions, from 1
     * @param action the step formatted for people
     * @param state its state
     */
    public record Step(int number, String action, StepRecord.State state) {
        /**
         * Cuts a long action, which is complete in the state of the watch.
         *
         * @throws IllegalArgumentException for a negative number
         */
        public Step {
            if (number < 0) {
                throw new IllegalArgumentException("number: not a whole number from 0");
            }
            action = FiledJson.cut(action);
        }
    }

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException when its recovery is before its alarm or out of range, or a text exceeds the
     *     length limit of a history file
     */
    public FiledIncident {
        FiledJson.bounded(function, "function");
        objectives.forEach(objective -> FiledJson.bounded(objective, "objectives"));
        requireMoment("alarmAt", alarmMillis);
        requireMoment("recoveredAt", recoveredMillis);
        if (recoveredMillis < alarmMillis) {
            throw new IllegalArgumentException("recoveredAt: before the alarm");
        }
        objectives = List.copyOf(objectives);
        steps = List.copyOf(steps);
    }

    private static void requireMoment(String name, long millis) {
        if (millis < 0 || millis > Incident.LATEST_MILLIS) {
            throw new IllegalArgumentException(name + ": " + millis + " is outside of the calendar");
        }
    }

    /** Returns the time from the alarm to the proof of recovery, in milliseconds. */
    public long millisToRecovery() {
        return recoveredMillis - alarmMillis;
    }

    /** Returns the same digest for every watch that saw the incident: a function has only one alarm at a time. */
    @Override
    public String digest() {
        return Sha256.hex((function + "\n" + alarmMillis).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long startedAtMillis() {
        return alarmMillis;
    }

    @Override
    public String json() {
        return FiledIncidentWriter.text(this);
    }

    @Override
    public String subject() {
        return "incident";
    }

    @Override
    public String noun() {
        return "the incident";
    }

    @Override
    public String title() {
        return "File an incident of " + function;
    }
}
