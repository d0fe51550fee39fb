package io.coldgate.logs;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The outcome of one invocation, according to its log lines. Times are in nanoseconds, memory is in bytes; values that
 * no line contains are empty.
 *
 * @param requestId its request id; the retries of an asynchronous invocation share it, and only the first one counts
 * @param version the version that served it; empty when its START never came
 * @param epochMillis when its report was written, in milliseconds since 1970
 * @param report its figures: with an init or restore duration, or a failed init, it was a cold start. Its
 *     {@code trouble} tells whether it failed or timed out, as far as the platform reports it: the text format does not
 *     show an error that the function returns itself
 */
public record LoggedInvocation(String requestId, Optional<String> version, long epochMillis, Report report) {
    /** Returns whether it was a cold start, as far as its lines show. */
    public boolean isCold() {
        return report.initDuration().isPresent() || report.restoreDuration().isPresent() || report.initFailed();
    }

    /** Returns the duration of the init or, with SnapStart, of the restoration. */
    public OptionalDouble initOrRestore() {
        return report.initDuration().isPresent() ? report.initDuration() : report.restoreDuration();
    }

    /** Returns the duration of the handler. */
    public OptionalDouble duration() {
        return report.duration();
    }

    /** Returns the peak memory use of its environment so far. */
    public OptionalDouble maxMemory() {
        return report.maxMemory();
    }

    /** Returns the failure: an error type, or {@code timeout}. */
    public Optional<String> failure() {
        return report.trouble();
    }
}
