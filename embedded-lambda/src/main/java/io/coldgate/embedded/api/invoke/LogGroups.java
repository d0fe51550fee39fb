package io.coldgate.embedded.api.invoke;

import io.coldgate.embedded.api.wire.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The log events of functions, as CloudWatch Logs keeps them: groups of streams, a stream for each environment. Of each
 * invocation the lines of its log tail, before anything is lost from it. The newest events only.
 */
public final class LogGroups {
    /** Bounds memory: with a tail of 4 KB for each invocation, about a thousand invocations. */
    private static final int MOST_EVENTS = 20_000;

    private final LongSupplier clock;
    private final long delayNanos;
    private final Deque<Event> events = new ArrayDeque<>();
    private long lastId;

    /**
     * A line of a log.
     *
     * @param id grows with every event
     * @param owner whose group
     * @param group the log group
     * @param stream the log stream
     * @param epochMillis when it was written
     * @param message the line, without its line feed
     * @param visibleNanos from when on it is found
     */
    public record Event(
            long id, Caller owner, String group, String stream, long epochMillis, String message, long visibleNanos) {}

    /** Keeps events that are found {@code delay} after they were written. */
    public LogGroups(Duration delay, LongSupplier clock) {
        this.delayNanos = delay.toNanos();
        this.clock = clock;
    }

    /** Adds the lines of an invocation's log. */
    synchronized void add(Caller owner, String group, String stream, byte[] log) {
        long now = System.currentTimeMillis();
        long visible = clock.getAsLong() + delayNanos;
        new String(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isEmpty())
                .forEach(line -> events.addLast(new Event(++lastId, owner, group, stream, now, line, visible)));
        while (events.size() > MOST_EVENTS) {
            events.removeFirst();
        }
    }

    /** Removes a group with all its events; false when there is none. */
    public synchronized boolean remove(Caller owner, String group) {
        return events.removeIf(
                event -> event.owner().equals(owner) && event.group().equals(group));
    }

    /**
     * The events of a group that can be found now, in the order in which they came; null when there is no such group.
     */
    public synchronized @Nullable List<Event> of(Caller owner, String group) {
        long now = clock.getAsLong();
        boolean exists = false;
        List<Event> found = new ArrayList<>();
        for (Event event : events) {
            if (event.owner().equals(owner) && event.group().equals(group)) {
                exists = true;
                if (now - event.visibleNanos() >= 0) {
                    found.add(event);
                }
            }
        }
        return exists ? found : null;
    }
}
