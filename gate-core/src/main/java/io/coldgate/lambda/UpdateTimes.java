package io.coldgate.lambda;

import java.time.Duration;

/**
 * Times to wait before polling whether an update is complete. The first poll comes when about four in five of the
 * earlier updates were complete, which needs few polls and loses little time; later polls follow at shorter intervals.
 */
final class UpdateTimes {
    /** The shortest useful wait: below it, a poll costs no more than waiting. */
    private static final double AT_ONCE_NANOS = 1e6;

    /** The factor after a late first poll, which shortens the wait a little; an early poll lengthens it by more. */
    private static final double SHORTER = .98;

    /**
     * The factor after an early first poll. With {@link #SHORTER}, 79 of 100 first polls find the update complete in
     * the long run.
     */
    private static final double LONGER = 1.08;

    /**
     * The factor for a wait that may be far too long. The first update of a run takes several times as long as those
     * that follow, and reducing the wait from there in small steps would take more time than the starts.
     */
    private static final double FAR_SHORTER = .6;

    /** So many late first polls in a row show that the wait is too long: .79^8 is .15 by chance. */
    private static final int FAR_TOO_LONG = 8;

    /** The interval after the first poll, as a share of the first wait. */
    private static final double STEP = 1. / 32;

    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

    private double expectedNanos;

    /** The number of late first polls in a row; at the beginning, every wait may be far too long. */
    private int late = FAR_TOO_LONG;

    /** Begins with the usual duration. */
    UpdateTimes(Duration usual) {
        expectedNanos = usual.toNanos();
    }

    /** Returns the time from the request of the update to the first poll. */
    synchronized Duration untilFirstQuestion() {
        return expectedNanos < AT_ONCE_NANOS ? Duration.ZERO : Duration.ofNanos((long) expectedNanos);
    }

    /** Returns the wait after an unsuccessful first poll. */
    synchronized Duration firstStep() {
        Duration step = Duration.ofNanos((long) (STEP * expectedNanos));
        return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
    }

    /** Returns the wait after the given one. */
    static Duration longer(Duration step) {
        Duration twice = step.multipliedBy(2);
        return twice.compareTo(LONGEST_STEP) < 0 ? twice : LONGEST_STEP;
    }

    /**
     * Adapts to a completed update. If the first poll needed no wait and succeeded, there is still no wait.
     *
     * @param nanos time from the request to the answer that it is complete
     * @param questions the number of polls
     */
    synchronized void done(long nanos, int questions) {
        boolean farTooLong = late >= FAR_TOO_LONG;
        if (questions == 1) {
            expectedNanos *= farTooLong ? FAR_SHORTER : SHORTER;
            late++;
        } else if (expectedNanos < AT_ONCE_NANOS) {
            expectedNanos = nanos;
        } else {
            // Never longer than this update took: a single slow update says nothing about the next one.
            expectedNanos = Math.min(nanos, farTooLong ? expectedNanos / FAR_SHORTER : expectedNanos * LONGER);
            late = 0;
        }
    }
}
