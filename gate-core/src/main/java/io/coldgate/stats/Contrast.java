package io.coldgate.stats;

/**
 * The way in which a candidate is compared with its baseline. The tests are the same for both: a limit moves the
 * baseline's starts by a fixed increasing function, and undoing it makes arms that are exactly at the limit
 * exchangeable.
 */
public enum Contrast {
    /** The ratio of the candidate to the baseline, for times and sizes. 0 / 0 and inf / inf are 1. */
    RATIO {
        @Override
        double limit(double baseline, double by) {
            return by * baseline;
        }

        @Override
        double undone(double candidate, double by) {
            return candidate / by;
        }

        @Override
        double between(double candidate, double baseline) {
            return candidate == baseline ? 1 : candidate / baseline;
        }

        @Override
        double least() {
            return 0;
        }
    },
    /**
     * The difference between the candidate and the baseline, in the unit of the samples, for counts: these are often 0,
     * which makes a ratio meaningless. inf - inf is 0.
     */
    DIFFERENCE {
        @Override
        double limit(double baseline, double by) {
            return baseline + by;
        }

        @Override
        double undone(double candidate, double by) {
            return candidate - by;
        }

        @Override
        double between(double candidate, double baseline) {
            return candidate == baseline ? 0 : candidate - baseline;
        }

        @Override
        double least() {
            return Double.NEGATIVE_INFINITY;
        }
    };

    /** Returns the baseline's value, moved to the limit. */
    abstract double limit(double baseline, double by);

    /** Returns the candidate's value, moved back from the limit. */
    abstract double undone(double candidate, double by);

    /** Returns the contrast of two values. */
    abstract double between(double candidate, double baseline);

    /** Returns the smallest possible contrast; as the lower end of an interval, it means that there is none. */
    abstract double least();
}
