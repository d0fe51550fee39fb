package io.coldgate.unit;

import java.time.Duration;

/** A clock, and a wait by it; tests give their own. */
public interface Pacing {
    /** A monotonic clock, in nanoseconds. */
    long nanos();

    /** Waits that long. */
    void pause(Duration duration) throws InterruptedException;

    /** The system's clock. */
    Pacing SYSTEM = new Pacing() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            // The one place that waits: for the platform to finish an update or to have capacity again, for a forge's
            // limit.
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        }
    };

    /** Returns the time of day in milliseconds since 1970: for what others date by it, never for a duration. */
    default long millis() {
        return System.currentTimeMillis();
    }
}
