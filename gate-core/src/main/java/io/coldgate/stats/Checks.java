package io.coldgate.stats;

/** Refuses parameters for which the guarantees do not hold. */
final class Checks {
    /** The largest number of samples; with more, the exact last look would take minutes. */
    static final int MAX_SAMPLES_LIMIT = 1_000_000;

    private Checks() {}

    static double quantile(double p) {
        return require(p > 0 && p < 1, "quantile", p, "must lie between 0 and 1");
    }

    static double risk(double level, String name) {
        return require(level > 0 && level <= .5, name, level, "must be over 0 and at most 0.5");
    }

    static void limit(double value, String name) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, name, value, "must be finite and not negative");
    }

    static void sample(double x) {
        require(!Double.isNaN(x), "sample", x, "is not a number; a failed start is +infinity");
    }

    static void ratioSample(double x) {
        // Also refuses NaN.
        require(x >= 0, "sample", x, "a ratio needs numbers that are not negative; a failed start is +infinity");
    }

    /**
     * Requires a cap at which a PASS is possible: with a lower cap, a check could only fail or end without a verdict.
     */
    static void cap(int maxSamples, int firstPossiblePass) {
        if (maxSamples < firstPossiblePass || maxSamples > MAX_SAMPLES_LIMIT) {
            throw new IllegalArgumentException("max samples " + maxSamples + ": must be at least " + firstPossiblePass
                    + ", the first possible PASS, and at most " + MAX_SAMPLES_LIMIT);
        }
    }

    private static double require(boolean holds, String name, double value, String what) {
        if (!holds) {
            throw new IllegalArgumentException(name + " " + value + ": " + what);
        }
        return value;
    }
}
