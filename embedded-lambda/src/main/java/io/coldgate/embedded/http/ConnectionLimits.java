package io.coldgate.embedded.http;

import java.time.Duration;

/**
 * Limits on a {@link LoopbackServer}'s connections, and on the time for which it waits for its clients. A time of zero
 * means no limit.
 *
 * @param connections most connections at once; beyond them the one that has kept the server waiting longest is closed
 * @param idle how long a connection may be open between two requests
 * @param head how long a request line and its headers may take in total
 * @param silence how long a client may go without sending a part of its body or taking a part of its answer
 */
public record ConnectionLimits(int connections, Duration idle, Duration head, Duration silence) {
    /**
     * The limits for callers: SDKs and browsers. 2,048 is more than Lambda's default of 1,000 concurrent invocations.
     * The AWS SDK for Java closes a connection after 60 s of idleness, so it never uses one that was closed here.
     */
    public static final ConnectionLimits CALLERS =
            new ConnectionLimits(2_048, Duration.ofMinutes(5), Duration.ofSeconds(20), Duration.ofMinutes(1));

    /** The limits for a function's process: it may keep connections open while it is idle, and stream for minutes. */
    public static final ConnectionLimits RUNTIME =
            new ConnectionLimits(256, Duration.ZERO, Duration.ofSeconds(20), Duration.ZERO);

    /** Checks the ranges. */
    public ConnectionLimits {
        if (connections < 1) {
            throw new IllegalArgumentException("at least one connection, not " + connections);
        }
        if (idle.isNegative() || head.isNegative() || silence.isNegative()) {
            throw new IllegalArgumentException("a time must not be negative");
        }
    }

    /** Returns the limit of a connection in that phase. */
    Duration of(ConnectionWait.Phase phase) {
        return switch (phase) {
            case NOTHING -> Duration.ZERO;
            case REQUEST -> idle;
            case HEAD -> head;
            case BODY, TAKING -> silence;
        };
    }
}
