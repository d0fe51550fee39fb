package io.coldgate.measure;

import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Rejection;

/** The rule that detects from attempts without a cold start that the platform, not the function, is being measured. */
final class Rejections {
    /** The smallest number of attempts for which their share is meaningful. */
    private static final int ATTEMPTS_BEFORE_SHARE = 10;

    /** The share of warm, throttled and failed calls that is tolerated. */
    private static final double TOLERATED = .2;

    /**
     * The share of collisions that is tolerated: they say nothing about the platform, but if they are the majority, the
     * fan-out does not suit the function, and most of the run would be wasted.
     */
    private static final double TOLERATED_COLLISIONS = .5;

    private Rejections() {}

    static boolean tooMany(SeriesTally tally) {
        return tally.attempts() >= ATTEMPTS_BEFORE_SHARE && (tooManyCollisions(tally) || tooManyOthers(tally));
    }

    private static boolean tooManyCollisions(SeriesTally tally) {
        return tally.rejections(Rejection.COLLISION) > TOLERATED_COLLISIONS * tally.attempts();
    }

    private static boolean tooManyOthers(SeriesTally tally) {
        int collisions = tally.rejections(Rejection.COLLISION);
        return troubles(tally) > TOLERATED * (tally.attempts() - collisions);
    }

    /**
     * Returns the number of attempts that gave no cold start, except collisions, which are no sign that the platform
     * needs time.
     */
    static int troubles(SeriesTally tally) {
        return tally.rejections() - tally.rejections(Rejection.COLLISION);
    }

    /**
     * Returns the message for the user, with the remedy.
     *
     * @param last the last problem
     */
    static String explanation(SeriesTally tally, String last) {
        int fanOut = tally.plan().spec().sampling().fanOut().starts();
        if (tooManyCollisions(tally)) {
            return tally.rejections(Rejection.COLLISION) + " of " + tally.attempts()
                    + " invocations were served by an environment that another one of the same fan-out had made: the"
                    + " function answers too soon for a fan-out of " + fanOut + "; set sampling.fan-out lower";
        }
        boolean narrow = fanOut > 1 && tally.rejections(Rejection.THROTTLED) > 0;
        return troubles(tally) + " of " + tally.attempts() + " attempts gave no cold start; the last one: " + last
                + (narrow ? "; set sampling.fan-out lower than the concurrency that the account has left" : "");
    }
}
