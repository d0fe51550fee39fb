package io.coldgate.logs;

import java.util.List;

/** A place where log lines are kept, and read from on. Not safe for use by several threads. */
public interface LogSource extends AutoCloseable {
    /**
     * Reads lines that were not read before, as many as fit in memory comfortably, and waits for none.
     *
     * @throws LogSourceException when the lines cannot be had, in one line for people; reading goes on with the next
     *     call
     */
    Batch read() throws LogSourceException, InterruptedException;

    /** Returns for people where the lines come from. */
    String name();

    @Override
    void close();

    /**
     * Some lines.
     *
     * @param events the lines, in the order in which they are kept
     * @param cursor where reading goes on after them: to be kept, and given to another source of the same kind later.
     *     Empty where that is not possible
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
        /** More lines are there now. */
        MORE,
        /** All that is there is read; more may come. */
        CAUGHT_UP,
        /** All is read, and no more can come. */
        ENDED
    }
}
