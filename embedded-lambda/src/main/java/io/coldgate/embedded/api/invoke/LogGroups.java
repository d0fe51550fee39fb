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
 * The log events of functions, as CloudWatch Logs keeps them: groups of streams, with one stream per environment. They
 * are the lines of each invocation's log tail, complete, before a fault removes any. Only the newest events are kept.
 * Storing them costs an invocation next to nothing, because a log is split into lines only when it is read.
 */
public final class LogGroups {
    /** Bounds memory: some 4,000 logs of 4 KB; for short logs the next bound applies. */
    private static final int MOST_BYTES = 16 << 20;

    private static final int MOST_LOGS = 50_000;

    private final LongSupplier clock;
    private final long delayNanos;
    private final Deque<Log> logs = new ArrayDeque<>();
    private long lastId;
    private int bytes;

    /** The log of an invocation; its events have ids starting with {@code firstId}. */
    private record Log(
            long firstId, Caller owner, String group, String stream, long epochMillis, byte[] text, long visibleNanos) {
        boolean isOf(Caller caller, String name) {
            return owner.equals(caller) && group.equals(name);
        }

        void addTo(List<Event> found) {
            long id = firstId;
            for (String line : new String(text, StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isEmpty()) {
                    found.add(new Event(id, stream, epochMillis, line));
                }
                id++;
            }
        }
    }

    /**
     * A line of a log.
     *
     * @param id increases with every event
     * @param stream the log stream
     * @param epochMillis when it was written
     * @param message the line, without its line feed
     */
    public record Event(long id, String stream, long epochMillis, String message) {}

    /** Keeps events that can be found {@code delay} after they were written. */
    public LogGroups(Duration delay, LongSupplier clock) {
        this.delayNanos = delay.toNanos();
        this.clock = clock;
    }

    /** Adds an invocation's log. */
    synchronized void add(Caller owner, String group, String stream, byte[] log) {
        if (log.length == 0) {
            return;
        }
        long visible = clock.getAsLong() + delayNanos;
        logs.addLast(new Log(lastId + 1, owner, group, stream, System.currentTimeMillis(), log, visible));
        // Reserves at least as many ids as the log can have lines, without counting the lines.
        lastId += log.length + 1;
        bytes += log.length;
        while (bytes > MOST_BYTES || logs.size() > MOST_LOGS) {
            bytes -= logs.removeFirst().text().length;
        }
    }

    /** Removes a group with all its events; false when there is none. */
    public synchronized boolean remove(Caller owner, String group) {
        boolean removed = logs.removeIf(log -> log.isOf(owner, group));
        bytes = logs.stream().mapToInt(log -> log.text().length).sum();
        return removed;
    }

    /**
     * Returns the events of a group that can be found now, in the order in which they arrived; null when there is no
     * such group.
     *
     * @param fromMillis events before this time are left out
     */
    public synchronized @Nullable List<Event> of(Caller owner, String group, long fromMillis) {
        long now = clock.getAsLong();
        boolean exists = false;
        List<Event> found = new ArrayList<>();
        for (Log log : logs) {
            if (log.isOf(owner, group)) {
                exists = true;
                if (log.epochMillis() >= fromMillis && now - log.visibleNanos() >= 0) {
                    log.addTo(found);
                }
            }
        }
        return exists ? found : null;
    }
}
