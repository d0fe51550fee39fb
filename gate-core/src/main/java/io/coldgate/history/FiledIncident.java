package io.coldgate.history;

import io.coldgate.unit.Sha256;
import io.coldgate.watch.Incident;
import io.coldgate.watch.StepRecord;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * An incident of a watched function that is over, as it is filed.
 *
 * @param function its name
 * @param objectives keys of the objectives that were broken
 * @param alarmMillis when the alarm was raised, milliseconds since 1970
 * @param recoveredMillis when recovery of all of them was proven; not before the alarm
 * @param steps what was done, or only said, as it stood when the incident was filed
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
     * @param action the step as people read it
     * @param state how far it came
     */
    public record Step(int number, String action, StepRecord.State state) {
        /**
         * Cuts a long action: the state of the watch has it whole.
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
     * @throws IllegalArgumentException when it recovers before its alarm, at no time of a calendar, or a text is longer
     *     than a file of a history may have it
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

    /** Returns how long it took from the alarm to the proof of recovery, in milliseconds. */
    public long millisToRecovery() {
        return recoveredMillis - alarmMillis;
    }

    /** Returns the same for every watch that saw it: a function has one alarm at a time. */
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
