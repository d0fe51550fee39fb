package io.coldgate.embedded.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The open connections of a server. A client that keeps the server waiting never locks another one out: when there are
 * too many connections, the one that the server has waited for longest is closed, and no wait is longer than the limits
 * allow.
 */
final class ConnectionTable implements AutoCloseable {
    /** A limit is enforced to within this fraction of itself. */
    private static final int LOOKS_PER_LIMIT = 4;

    /** Shared by all servers of the process. */
    private static final ScheduledThreadPoolExecutor SWEEPER = sweeper();

    private final ConnectionLimits limits;
    private final Map<Socket, ConnectionWait> open = new ConcurrentHashMap<>();
    private final ScheduledFuture<?> sweep;

    ConnectionTable(ConnectionLimits limits) {
        this.limits = limits;
        long period = Stream.of(limits.idle(), limits.head(), limits.silence())
                .filter(limit -> !limit.isZero())
                .min(Comparator.naturalOrder())
                .map(Duration::toNanos)
                .orElse(Long.MAX_VALUE / 2);
        long look = Math.max(1, period / LOOKS_PER_LIMIT);
        sweep = SWEEPER.scheduleWithFixedDelay(this::closeOverdue, look, look, TimeUnit.NANOSECONDS);
    }

    private static ScheduledThreadPoolExecutor sweeper() {
        var executor = new ScheduledThreadPoolExecutor(1, task -> {
            var thread = new Thread(task, "coldgate-http-limits");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /**
     * Adds a connection, and closes another one when there are too many.
     *
     * @return its wait; empty when there is no room, because every other connection is handling a request
     */
    Optional<ConnectionWait> add(Socket socket) {
        if (open.size() >= limits.connections() && !closeLongestWaiting()) {
            return Optional.empty();
        }
        var wait = new ConnectionWait();
        open.put(socket, wait);
        return Optional.of(wait);
    }

    int size() {
        return open.size();
    }

    void remove(Socket socket) {
        open.remove(socket);
    }

    /** Closes the connection whose client has kept the server waiting longest; false when there is none. */
    boolean closeLongestWaiting() {
        long now = System.nanoTime();
        Socket longest = null;
        long most = -1;
        for (Map.Entry<Socket, ConnectionWait> connection : open.entrySet()) {
            long waited = connection.getValue().nanos(now);
            if (waited > most) {
                most = waited;
                longest = connection.getKey();
            }
        }
        if (longest == null) {
            return false;
        }
        end(longest);
        return true;
    }

    private void closeOverdue() {
        long now = System.nanoTime();
        open.forEach((socket, wait) -> {
            if (wait.isOver(limits, now)) {
                end(socket);
            }
        });
    }

    /** Its thread may still be about to end, but it no longer counts. */
    private void end(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            System.getLogger(ConnectionTable.class.getName()).log(Level.DEBUG, "close", e);
        }
    }

    /** Closes every connection, including those that are handling a request. */
    @Override
    public void close() {
        sweep.cancel(false);
        open.keySet().forEach(this::end);
    }
}
