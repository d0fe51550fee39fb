package io.coldgate.logs;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The platform's report of one invocation. Times in nanoseconds, memory in bytes; empty where the report has no such
 * field.
 *
 * @param duration Duration
 * @param billedDuration Billed Duration
 * @param initDuration Init Duration: absent on warm starts, and on cold ones whose init failed or took over 10 s
 * @param restoreDuration Restore Duration (SnapStart)
 * @param maxMemory Max Memory Used
 * @param trouble what the report says went wrong (its Error Type, or its Status): also of a runtime that answered and
 *     then ended
 * @param initFailed whether an {@code INIT_REPORT} tells of a failed or timed-out init before the invocation
 */
public record Report(
        OptionalDouble duration,
        OptionalDouble billedDuration,
        OptionalDouble initDuration,
        OptionalDouble restoreDuration,
        OptionalDouble maxMemory,
        Optional<String> trouble,
        boolean initFailed) {
    /** Returns the same with what is known of the init before the invocation. */
    public Report withInitFailed(boolean failed) {
        return new Report(duration, billedDuration, initDuration, restoreDuration, maxMemory, trouble, failed);
    }
}
