package io.coldgate.logs;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The outcome of one invocation, by its log lines. Times in nanoseconds, memory in bytes; empty where no line says it.
 *
 * @param requestId its request id; the retries of an asynchronous invocation share it, and only the first one counts
 * @param version the version that served it; empty when its START never came
 * @param epochMillis when its report was written, in milliseconds since 1970
 * @param report its figures: with an init or restore duration, or a failed init, it was a cold start. Its {@code
 *     trouble} says that it failed or timed out, as far as the platform reports it: no line of the text format shows an
 *     error that the function itself answers
 */
public record LoggedInvocation(String requestId, Optional<String> version, long epochMillis, Report report) {
    /** Returns whether it was a cold start, as far as its lines tell. */
    public boolean isCold() {
        return report.initDuration().isPresent() || report.restoreDuration().isPresent() || report.initFailed();
    }

    /** Returns the init's duration, or that of the restoration in its place. */
    public OptionalDouble initOrRestore() {
        return report.initDuration().isPresent() ? report.initDuration() : report.restoreDuration();
    }

    /** Returns the duration of the handler. */
    public OptionalDouble duration() {
        return report.duration();
    }

    /** Returns the most memory that its environment has used so far. */
    public OptionalDouble maxMemory() {
        return report.maxMemory();
    }

    /** Returns what went wrong: an error type, or {@code timeout}. */
    public Optional<String> failure() {
        return report.trouble();
    }
}
