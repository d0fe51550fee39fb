package io.coldgate.lambda;

import io.coldgate.unit.Pacing;
import java.time.Duration;

/**
 * Spaces calls so that no second has more calls than a rate allows. The bucket holds one token: simultaneous calls are
 * spread evenly instead of sent in a burst, because the burst that AWS allows is not documented. Safe for use by
 * several threads; each waits for its own turn, in the order of asking.
 */
final class TokenBucket {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Pacing pacing;
    private final long distanceNanos;
    private long nextNanos;

    /**
     * A full bucket.
     *
     * @param perSecond tokens a second, over 0; infinite for no limit
     */
    TokenBucket(double perSecond, Pacing pacing) {
        this.pacing = pacing;
        this.distanceNanos = (long) Math.ceil(NANOS_PER_SECOND / perSecond);
        this.nextNanos = pacing.nanos();
    }

    /** Takes a token, and waits until there is one. */
    void take() throws InterruptedException {
        long wait = reserve();
        if (wait > 0) {
            pacing.pause(Duration.ofNanos(wait));
        }
    }

    private synchronized long reserve() {
        long now = pacing.nanos();
        // Compared by difference, because the clock's origin is arbitrary.
        long wait = Math.max(0, nextNanos - now);
        nextNanos = now + wait + distanceNanos;
        return wait;
    }
}
