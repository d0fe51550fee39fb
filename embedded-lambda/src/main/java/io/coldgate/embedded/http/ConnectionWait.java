package io.coldgate.embedded.http;

/** A connection's wait for its client: for what, and since when. Written by the connection's thread, read by any. */
final class ConnectionWait {
    /** The phase of a wait. */
    enum Phase {
        /** The client sends nothing: a handler is at work. */
        NOTHING,
        /** A request's first byte. */
        REQUEST,
        /** The rest of a request's head. */
        HEAD,
        /** A part of a request's body. */
        BODY,
        /** The client does not take a part of its answer. */
        TAKING
    }

    private record Wait(Phase phase, long sinceNanos) {}

    private static final Wait NONE = new Wait(Phase.NOTHING, 0);

    private volatile Wait wait = NONE;

    /** The connection begins to wait. */
    void begin(Phase phase) {
        wait = new Wait(phase, System.nanoTime());
    }

    /** The connection goes on. */
    void end() {
        wait = NONE;
    }

    /** Returns how long the client has kept the server waiting, in nanoseconds; -1 when it does not. */
    long nanos(long nowNanos) {
        Wait current = wait;
        return current.phase() == Phase.NOTHING ? -1 : Math.max(0, nowNanos - current.sinceNanos());
    }

    /** Returns whether the client has kept the server waiting for longer than it may. */
    boolean isOver(ConnectionLimits limits, long nowNanos) {
        Wait current = wait;
        long limit = limits.of(current.phase()).toNanos();
        return limit > 0 && nowNanos - current.sinceNanos() > limit;
    }
}
