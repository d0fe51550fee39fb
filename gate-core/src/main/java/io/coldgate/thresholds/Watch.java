package io.coldgate.thresholds;

import java.time.Duration;
import java.util.List;

/**
 * The objectives of a function in production, and the actions taken when they are broken.
 *
 * @param objectives at least one, in the file's order
 * @param falseAlarm the least mean time between false alarms of the function
 * @param actions steps, in the order in which they are taken
 */
public record Watch(List<WatchObjective> objectives, Duration falseAlarm, List<WatchAction> actions) {
    public static final Key<Void> KEY = new Key<>("watch");
    public static final Key<Duration> FALSE_ALARM = KEY.below("false-alarm");
    public static final Key<List<WatchAction>> ACTIONS = new Key<>("actions");

    /** One false alarm in 30 days. */
    public static final Duration USUAL_FALSE_ALARM = Duration.ofDays(30);

    /** Copies the lists. */
    public Watch {
        objectives = List.copyOf(objectives);
        actions = List.copyOf(actions);
    }
}
