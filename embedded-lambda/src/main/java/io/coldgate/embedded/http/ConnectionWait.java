package io.coldgate.embedded.http;

/**
 * The wait of a connection for its client: its phase and its beginning. Written by the connection's thread, read by
 * any.
 */
final class ConnectionWait {
    /** The phase of a wait. */
    enum Phase {
        /** No wait for the client: a handler is at work. */
        NOTHING,
        /** A request's first byte. */
        REQUEST,
        /** The rest of a request's head. */
        HEAD,
        /** A part of a request's body. */
        BODY,
        /** A part of the answer to be taken by the client. */
        TAKING
    }

    private record Wait(Phase phase, long sinceNanos) {}

    private static final Wait NONE = new Wait(Phase.NOTHING, 0);

    private volatile Wait wait = NONE;

    /** Notes that the connection begins to wait. */
    void begin(Phase phase) {
        wait = new Wait(phase, System.nanoTime());
    }

    /** Notes that the wait is over. */
    void end() {
        wait = NONE;
    }

    /** Returns how long the client has kept the server waiting, in nanoseconds; -1 when the server is not waiting. */
    long nanos(long nowNanos) {
        Wait current = wait;
        return current.phase() == Phase.NOTHING ? -1 : Math.max(0, nowNanos - current.sinceNanos());
    }

    /** Returns whether the client has kept the server waiting for longer than the limits allow. */
    boolean isOver(ConnectionLimits limits, long nowNanos) {
        Wait current = wait;
        long limit = limits.of(current.phase()).toNanos();
        return limit > 0 && nowNanos - current.sinceNanos() > limit;
    }
}
