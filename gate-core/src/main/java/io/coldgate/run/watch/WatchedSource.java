package io.coldgate.run.watch;

import io.coldgate.logs.InvocationJoiner;
import io.coldgate.logs.LinesRead;
import io.coldgate.logs.LogEvent;
import io.coldgate.logs.LogSource;
import io.coldgate.logs.LogSourceException;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.watch.Call;
import io.coldgate.watch.WatchState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The log of one function, read as invocations. */
final class WatchedSource implements AutoCloseable {
    /**
     * The number of invocations in two minutes, the usual lateness, at 40 per second; the slots of older ones are
     * closed.
     */
    private static final int MOST_KEPT = 5_000;

    private final LogSource source;
    private final InvocationJoiner joiner;
    private String cursor;
    private LogSource.State state = LogSource.State.MORE;
    private long lastLineNanos;
    private long newestMillis;
    private boolean reading = true;
    private boolean failing;
    private final List<String> countedSinceCursor = new ArrayList<>();

    /** Receives invocations. */
    interface Taker {
        void take(Call call) throws IOException, InterruptedException;
    }

    /** A source that resumes from a saved position. */
    WatchedSource(LogSource source, WatchState.Source from, long nowNanos) {
        this.source = source;
        this.cursor = from.cursor();
        this.joiner = new InvocationJoiner(new InvocationJoiner.State(List.of(), List.of(), from.counted(), List.of()));
        this.lastLineNanos = nowNanos;
    }

    String name() {
        return source.name();
    }

    /** Returns the position from which another watch resumes. */
    WatchState.Source state() {
        if (!cursor.isEmpty()) {
            // A step in the middle of a batch saves the state before the cursor has moved.
            return new WatchState.Source(cursor, List.copyOf(countedSinceCursor));
        }
        List<String> counted = joiner.state().counted();
        return new WatchState.Source("", counted.subList(Math.max(0, counted.size() - MOST_KEPT), counted.size()));
    }

    /** Returns whether all lines are read and no more can come. */
    boolean isEnded() {
        return state == LogSource.State.ENDED;
    }

    /** Returns whether all available lines are read. */
    boolean isCaughtUp() {
        return reading && state != LogSource.State.MORE;
    }

    /** Returns whether there are unread lines that can be read, as far as is known. */
    boolean isBehind() {
        return !isCaughtUp() && !failing;
    }

    /** Returns the time of the newest invocation that was read, in milliseconds since 1970; 0 before the first. */
    long newestMillis() {
        return newestMillis;
    }

    LinesRead linesRead() {
        return joiner.linesRead();
    }

    /**
     * Reads a batch of the available lines.
     *
     * @param latest gives the latest time that an invocation may have
     * @throws LogSourceException when nothing can be read now; no lines are lost
     */
    void readBatch(Taker to, long nowNanos, LongSupplier latest)
            throws LogSourceException, IOException, InterruptedException {
        if (isEnded()) {
            return;
        }
        reading = false;
        failing = true;
        LogSource.Batch batch = source.read();
        failing = false;
        if (!batch.events().isEmpty()) {
            lastLineNanos = nowNanos;
        }
        for (LogEvent event : batch.events()) {
            Optional<LoggedInvocation> invocation = joiner.add(event);
            if (invocation.isPresent()) {
                take(invocation.get(), to, latest);
            }
        }
        // A watch does not need the version from the START line, so no invocation has to wait for it.
        for (LoggedInvocation invocation : joiner.release(Long.MAX_VALUE)) {
            take(invocation, to, latest);
        }
        countedSinceCursor.clear();
        cursor = batch.cursor();
        state = batch.state();
        reading = true;
    }

    private void take(LoggedInvocation invocation, Taker to, LongSupplier latest)
            throws IOException, InterruptedException {
        countedSinceCursor.add(invocation.requestId());
        if (invocation.epochMillis() <= latest.getAsLong()) {
            newestMillis = Math.max(newestMillis, invocation.epochMillis());
        }
        to.take(call(invocation));
    }

    /**
     * Returns the time without new lines although the log was polled; empty while lines cannot be read or more are
     * available.
     */
    Duration idle(long nowNanos) {
        return isCaughtUp() ? Duration.ofNanos(nowNanos - lastLineNanos) : Duration.ZERO;
    }

    private static Call call(LoggedInvocation invocation) {
        return new Call(
                invocation.epochMillis(),
                invocation.duration(),
                invocation.initOrRestore(),
                invocation.isCold(),
                invocation.failure().isPresent());
    }

    @Override
    public void close() {
        source.close();
    }
}
