package io.coldgate.cli;

import java.time.Instant;
import java.util.List;

/** The lines that a log has of an invocation, as {@code aws logs tail} prints them. */
final class InvocationLines {
    private InvocationLines() {}

    /**
     * Returns the START and the REPORT line.
     *
     * @param number the invocation's, in its request id: a whole number from 0
     * @param version the version that was invoked
     * @param millis its Duration, as it is to be printed
     */
    static List<String> of(Instant at, int number, String version, Object millis) {
        String id = "00000000-0000-0000-0000-%012d".formatted(number);
        return List.of(
                at + " START RequestId: " + id + " Version: " + version,
                at + " REPORT RequestId: " + id + "\tDuration: " + millis
                        + " ms\tBilled Duration: 1 ms\tMemory Size: 128 MB\tMax Memory Used: 30 MB\t");
    }
}
