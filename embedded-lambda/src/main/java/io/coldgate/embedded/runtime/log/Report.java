package io.coldgate.embedded.runtime.log;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The figures in the REPORT of an invocation.
 *
 * @param status how it ended
 * @param errorType Lambda's type of the failure; null for none
 * @param durationNanos as in {@link Measurements}
 * @param billedMillis as in {@link Measurements}
 * @param maxMemoryBytes as in {@link Measurements}
 * @param initNanos as in {@link Measurements}
 * @param restored whether the init replaces the restore of a snapshot, and is reported as one
 * @param producedBytes size of the payload
 */
public record Report(
        Status status,
        @Nullable String errorType,
        long durationNanos,
        long billedMillis,
        OptionalLong maxMemoryBytes,
        OptionalLong initNanos,
        boolean restored,
        int producedBytes) {
    /** Status words of {@code platform.report}. */
    public enum Status {
        SUCCESS,
        /** The function returned an error. The text format does not mention it. */
        ERROR,
        /** The process ended. */
        FAILURE,
        TIMEOUT;

        /** Returns the word of the JSON format. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
