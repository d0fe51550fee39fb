package io.coldgate.lambda;

import java.nio.charset.StandardCharsets;

/** The end of an invocation's log, which Invoke returns along with the answer. */
public final class LogTail {
    /** The size of the tail that Lambda sends: the last 4 KB. */
    private static final int MOST_BYTES = 4096;

    private LogTail() {}

    /** Returns whether earlier lines may be missing. */
    public static boolean mayBeCut(String tail) {
        return tail.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES;
    }
}
