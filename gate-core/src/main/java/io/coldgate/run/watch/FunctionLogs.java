package io.coldgate.run.watch;

import io.coldgate.logs.LinesRead;
import io.coldgate.logs.LogSourceException;
import io.coldgate.run.RunException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The logs of one function, read in parallel: the log that is furthest behind is read next, one batch at a time. Lines
 * of several files are thus counted in the order of their times, regardless of the order of the files, and in bounded
 * memory.
 */
final class FunctionLogs implements AutoCloseable {
    /** The number of batches read from each log before other functions have their turn. */
    private static final int MOST_BATCHES = 50;

    private final List<WatchedSource> sources;

    FunctionLogs(List<WatchedSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** Receives which logs can be read and which cannot. */
    interface Failures {
        void failed(WatchedSource source, LogSourceException why) throws RunException;

        void worked(WatchedSource source);
    }

    List<WatchedSource> sources() {
        return sources;
    }

    /**
     * Reads the available lines, up to the maximum number of batches.
     *
     * @param latest gives the latest time that an invocation may have; later ones lie in the future
     */
    void read(WatchedSource.Taker to, long nowNanos, LongSupplier latest, Failures failures)
            throws RunException, IOException, InterruptedException {
        List<WatchedSource> left = new ArrayList<>(sources);
        for (int n = 0; n < MOST_BATCHES * sources.size() && !left.isEmpty(); n++) {
            WatchedSource next = left.stream()
                    .min(Comparator.comparingLong(WatchedSource::newestMillis))
                    .orElseThrow();
            try {
                next.readBatch(to, nowNanos, latest);
                failures.worked(next);
            } catch (LogSourceException e) {
                failures.failed(next, e);
                left.remove(next);
                continue;
            }
            if (next.isCaughtUp()) {
                left.remove(next);
            }
        }
    }

    /**
     * Returns the time up to which all logs are read, in milliseconds since 1970. A log with more lines counts up to
     * its newest line that was read. A log that is caught up, or cannot be read now, does not limit the time.
     */
    long readUpToMillis() {
        return sources.stream()
                .filter(WatchedSource::isBehind)
                .mapToLong(WatchedSource::newestMillis)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Returns what this watch has read of all logs. */
    LinesRead linesRead() {
        return sources.stream().map(WatchedSource::linesRead).reduce(LinesRead.NONE, LinesRead::plus);
    }

    /** Returns the time since any log had a new line, if all logs were polled. */
    Duration idle(long nowNanos) {
        return sources.stream()
                .map(each -> each.idle(nowNanos))
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        sources.forEach(WatchedSource::close);
    }
}
