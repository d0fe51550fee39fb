package io.coldgate.lambda;

import java.nio.charset.StandardCharsets;

/** The end of an invocation's log, which comes with the answer of Invoke. */
public final class LogTail {
    /** As much as Lambda sends: the last 4 KB. */
    private static final int MOST_BYTES = 4096;

    private LogTail() {}

    /** Returns whether lines before it may be missing. */
    public static boolean mayBeCut(String tail) {
        return tail.getBytes(StandardCharsets.UTF_8).length >= MOST_BYTES;
    }
}
