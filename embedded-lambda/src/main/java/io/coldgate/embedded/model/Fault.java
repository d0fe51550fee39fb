package io.coldgate.embedded.model;

/** Something that goes wrong on purpose. Switched on and off with {@link Faults}; of each kind at most one is on. */
public sealed interface Fault {
    /**
     * Requests of the control plane are throttled: 429, {@code CallerRateLimitExceeded}.
     *
     * @param probability of each request, 0 to 1
     */
    record Throttle(double probability) implements Fault {
        /** Checks the range. */
        public Throttle {
            requireShare(probability);
        }
    }

    /**
     * Updates of a function find another one in progress: 409.
     *
     * @param every 1 for each update, 2 for every second one, …
     */
    record Conflict(int every) implements Fault {
        /** Checks the range. */
        public Conflict {
            requireCount(every, 1);
        }
    }

    private static void requireShare(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException(probability + ": a probability must be from 0 to 1");
        }
    }

    private static void requireCount(int count, int least) {
        if (count < least) {
            throw new IllegalArgumentException(count + ": must be at least " + least);
        }
    }
}
