package io.coldgate.embedded.runtime.log;

import java.util.OptionalLong;

/**
 * Measurements around one invocation. Times are nanoseconds of a monotonic clock.
 *
 * @param environmentId the environment's log stream, unique to it
 * @param pid process that served the invocation
 * @param cold whether this invocation is the first of a new process
 * @param unpackNanos time to unpack the code for this environment; 0 when it was unpacked before
 * @param sandboxNanos time to prepare the sandbox (process group, launcher, Runtime API) before the start; not part of
 *     init
 * @param initNanos release of the process to its first {@code next}; empty when warm or when init failed
 * @param initCpuNanos CPU time of the process and all that came from it up to the first {@code next}, ended ones
 *     included (to 10 ms, rounded down); Linux only
 * @param initWaitNanos time that the living ones of them waited for a core up to the first {@code next}, plus the time
 *     that the virtual machine lost to others meanwhile; a lower bound; Linux only
 * @param initLeastNanos the least that init would have taken with nothing else on the host; Linux only
 * @param majorFaults page faults up to the first {@code next} that waited for a disk; Linux only
 * @param initReadBytes bytes that read calls returned up to the first {@code next}; Linux only
 * @param initSockets open sockets at the first {@code next}, the connection to the Runtime API included; Linux only
 * @param durationNanos hand-over of the event to the {@code next} that follows the response
 * @param durationLeastNanos the least that the duration would have been with nothing else on the host; Linux only, cold
 *     only
 * @param billedMillis as AWS bills: ceil(duration + init)
 * @param maxMemoryBytes peak resident memory of the process and its living descendants, now or at the first {@code
 *     next}, whichever is more; empty where the system does not tell
 */
public record Measurements(
        String environmentId,
        long pid,
        boolean cold,
        long unpackNanos,
        long sandboxNanos,
        OptionalLong initNanos,
        OptionalLong initCpuNanos,
        OptionalLong initWaitNanos,
        OptionalLong initLeastNanos,
        OptionalLong majorFaults,
        OptionalLong initReadBytes,
        OptionalLong initSockets,
        long durationNanos,
        OptionalLong durationLeastNanos,
        long billedMillis,
        OptionalLong maxMemoryBytes) {
    /** Returns the measurements of an environment whose process could not be started: none. */
    public static Measurements ofNoProcess(String environmentId, long unpackNanos) {
        OptionalLong none = OptionalLong.empty();
        return new Measurements(
                environmentId, 0, true, unpackNanos, 0, none, none, none, none, none, none, none, 0, none, 0, none);
    }
}
