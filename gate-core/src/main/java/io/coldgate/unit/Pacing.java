package io.coldgate.unit;

import java.time.Duration;

/** A clock, and waiting by that clock; tests provide their own. */
public interface Pacing {
    /** A monotonic clock, in nanoseconds. */
    long nanos();

    /** Waits for the given time. */
    void pause(Duration duration) throws InterruptedException;

    /** The system's clock. */
    Pacing SYSTEM = new Pacing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            // Waits for the platform to finish an update or to have capacity again, and for a forge's rate limit.
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    };

    /**
     * Returns the time of day in milliseconds since 1970: for comparison with times from elsewhere, never for
     * durations.
     */
    default long millis() {
        return System.currentTimeMillis();
    }
}
