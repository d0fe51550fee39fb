package io.coldgate.watch;

/** The ranges of numbers in a watch's state: what lies outside was written by another program, or is spoilt. */
final class StateRange {
    /** Above it not all whole numbers are JSON numbers of every program; no log has as many lines. */
    private static final long LARGEST_COUNT = 1L << 53;

    private StateRange() {}

    /**
     * Checks a moment, in milliseconds since 1970.
     *
     * @throws IllegalArgumentException when no log line can have it
     */
    static void moment(String name, long millis) {
        within(name, millis, Incident.LATEST_MILLIS);
    }

    /**
     * Checks a number of things.
     *
     * @throws IllegalArgumentException when nothing can be counted so
     */
    static void count(String name, long number) {
        within(name, number, LARGEST_COUNT);
    }

    private static void within(String name, long value, long most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(name + " " + value);
        }
    }
}
