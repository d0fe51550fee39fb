package io.coldgate.logs;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The platform's report of one invocation. Times are in nanoseconds, memory is in bytes; fields that the report lacks
 * are empty.
 *
 * @param duration Duration
 * @param billedDuration Billed Duration
 * @param initDuration Init Duration: absent on warm starts, and on cold ones whose init failed or took over 10 s
 * @param restoreDuration Restore Duration (SnapStart)
 * @param maxMemory Max Memory Used
 * @param trouble the error in the report (its Error Type or its Status), also for a runtime that answered and then
 *     ended
 * @param initFailed whether an {@code INIT_REPORT} shows a failed or timed-out init before the invocation
 */
public record Report(
        OptionalDouble duration,
        OptionalDouble billedDuration,
        OptionalDouble initDuration,
        OptionalDouble restoreDuration,
        OptionalDouble maxMemory,
        Optional<String> trouble,
        boolean initFailed) {
    /** Returns the report with the result of the init before the invocation. */
    public Report withInitFailed(boolean failed) {
        return new Report(duration, billedDuration, initDuration, restoreDuration, maxMemory, trouble, failed);
    }
}
