package io.coldgate.watch;

/** The ranges of numbers in a watch's state: other values were written by another program, or are corrupt. */
final class StateRange {
    /**
     * The largest count: larger whole numbers are not exact JSON numbers in every program, and no log has as many
     * lines.
     */
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
     * Checks a count.
     *
     * @throws IllegalArgumentException when it is out of range
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
