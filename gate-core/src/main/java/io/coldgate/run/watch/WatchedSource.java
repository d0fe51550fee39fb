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
    /** Of two minutes, the usual lateness, at 40 invocations a second; older ones have closed slots. */
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

    /** Takes invocations in. */
    interface Taker {
        void take(Call call) throws IOException, InterruptedException;
    }

    /** A source that goes on from there. */
    WatchedSource(LogSource source, WatchState.Source from, long nowNanos) {
        this.source = source;
        this.cursor = from.cursor();
        this.joiner = new InvocationJoiner(new InvocationJoiner.State(List.of(), List.of(), from.counted(), List.of()));
        this.lastLineNanos = nowNanos;
    }

    String name() {
        return source.name();
    }

    /** Returns the place from which another watch goes on. */
    WatchState.Source state() {
        if (!cursor.isEmpty()) {
            // A step in the middle of a batch is saved before the cursor has moved.
            return new WatchState.Source(cursor, List.copyOf(countedSinceCursor));
        }
        List<String> counted = joiner.state().counted();
        return new WatchState.Source("", counted.subList(Math.max(0, counted.size() - MOST_KEPT), counted.size()));
    }

    /** Returns whether all is read and no more can come. */
    boolean isEnded() {
        return state == LogSource.State.ENDED;
    }

    /** Returns whether all that is there is read. */
    boolean isCaughtUp() {
        return reading && state != LogSource.State.MORE;
    }

    /** Returns whether more lines are there than were read, and can be read as far as is known. */
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
     * Reads a batch of what is there.
     *
     * @param latest gives the latest time that an invocation may have
     * @throws LogSourceException when nothing can be read now; nothing is lost by it
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
        // The version that a START line names is of no interest here.
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
     * Returns how long nothing new came although it was asked for; empty while lines cannot be read, or more are there.
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
