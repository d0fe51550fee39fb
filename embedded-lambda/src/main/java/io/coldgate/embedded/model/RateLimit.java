package io.coldgate.embedded.model;

import java.util.function.LongSupplier;

/** A token bucket that holds one second's requests. */
final class RateLimit {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double capacity;
    private final LongSupplier clock;
    private double tokens;
    private long lastNanos;

    /** A full bucket of {@code perSecond} requests, at least one. */
    RateLimit(double perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.capacity = Math.max(1, perSecond);
        this.clock = clock;
        this.tokens = capacity;
        this.lastNanos = clock.getAsLong();
    }

    /** Takes one request; false when there is none left. */
    synchronized boolean take() {
        long now = clock.getAsLong();
        double earned = Math.max(0, now - lastNanos) / NANOS_PER_SECOND * perSecond;
        tokens = Math.min(capacity, tokens + earned);
        lastNanos = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
