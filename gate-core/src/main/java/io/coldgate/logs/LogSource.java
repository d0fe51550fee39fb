package io.coldgate.logs;

import java.util.List;

/** A source of log lines that can be read incrementally. Not safe for use by several threads. */
public interface LogSource extends AutoCloseable {
    /**
     * Reads a batch of new lines, of bounded size, without waiting.
     *
     * @throws LogSourceException when lines cannot be read, with a one-line message for people; the next call tries
     *     again
     */
    Batch read() throws LogSourceException, InterruptedException;

    /** Returns the source of the lines, for people. */
    String name();

    @Override
    void close();

    /**
     * A batch of lines.
     *
     * @param events the lines, in the order of the source
     * @param cursor the position after them, from which another source of the same kind can resume later; empty if that
     *     is not possible
     * @param state whether there is more
     */
    record Batch(List<LogEvent> events, String cursor, State state) {
        /** Copies the list. */
        public Batch {
            events = List.copyOf(events);
        }
    }

    /** The state of a source after a batch. */
    enum State {
        /** More lines are available now. */
        MORE,
        /** All available lines are read; more may come. */
        CAUGHT_UP,
        /** All lines are read, and no more can come. */
        ENDED
    }
}
