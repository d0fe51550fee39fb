package io.coldgate.lambda;

import java.time.Duration;

/**
 * Times to wait before asking whether an update is done. The first question is asked when about four in five of the
 * earlier updates were done, so that few are spent, and little time is lost; those that follow come closer together.
 */
final class UpdateTimes {
    /** Below this a question costs no more than the waiting. */
    private static final double AT_ONCE_NANOS = 1e6;

    /** A question that came late enough shortens the wait a little, one that came too early lengthens it by more. */
    private static final double SHORTER = .98;

    /** With {@link #SHORTER}: in the long run 79 of 100 first questions find the update done. */
    private static final double LONGER = 1.08;

    /**
     * The factor for a wait that may be far too long. The first update of a run takes several times as long as those
     * that follow, and waits that come down from it in small steps cost more time than the starts.
     */
    private static final double FAR_SHORTER = .6;

    /** So many first questions in a row that came late enough say that the wait is too long: .79^8 is .15 by chance. */
    private static final int FAR_TOO_LONG = 8;

    /** Questions after the first begin with this share of the first wait. */
    private static final double STEP = 1. / 32;

    private static final Duration SHORTEST_STEP = Duration.ofMillis(1);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);

    private double expectedNanos;

    /** First questions in a row that came late enough; at the beginning every wait may be far too long. */
    private int late = FAR_TOO_LONG;

    /** Begins with what is usual. */
    UpdateTimes(Duration usual) {
        expectedNanos = usual.toNanos();
    }

    /** Returns how long after the update was asked for the first question comes. */
    synchronized Duration untilFirstQuestion() {
        return expectedNanos < AT_ONCE_NANOS ? Duration.ZERO : Duration.ofNanos((long) expectedNanos);
    }

    /** The wait after the first question that was answered with no. */
    synchronized Duration firstStep() {
        Duration step = Duration.ofNanos((long) (STEP * expectedNanos));
        return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
    }

    /** The wait after that one. */
    static Duration longer(Duration step) {
        Duration twice = step.multipliedBy(2);
        return twice.compareTo(LONGEST_STEP) < 0 ? twice : LONGEST_STEP;
    }

    /**
     * Learns from an update that is done. One that was found done by a first question which had not waited says
     * nothing.
     *
     * @param nanos from asking for it to the answer that it is done
     * @param questions how often was asked
     */
    synchronized void done(long nanos, int questions) {
        boolean farTooLong = late >= FAR_TOO_LONG;
        if (questions == 1) {
            expectedNanos *= farTooLong ? FAR_SHORTER : SHORTER;
            late++;
        } else if (expectedNanos < AT_ONCE_NANOS) {
            expectedNanos = nanos;
        } else {
            // Never beyond what was long enough: a single slow update says nothing of the next one.
            expectedNanos = Math.min(nanos, farTooLong ? expectedNanos / FAR_SHORTER : expectedNanos * LONGER);
            late = 0;
        }
    }
}
