package io.coldgate.embedded.runtime.log;

import com.google.auto.value.AutoBuilder;
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
 * @param initNanos time from the release of the process to its first {@code next}; empty when warm or when init failed
 * @param initCpuNanos CPU time of the process and its descendants up to the first {@code next}, including ended ones
 *     (to 10 ms, rounded down); Linux only
 * @param initWaitNanos time for which the living ones of them waited for a core up to the first {@code next}, plus the
 *     time that the virtual machine lost to others meanwhile; a lower bound; Linux only
 * @param initLeastNanos the least that init would have taken with nothing else on the host; Linux only
 * @param majorFaults page faults up to the first {@code next} that waited for a disk; Linux only
 * @param initReadBytes bytes that read calls returned up to the first {@code next}; Linux only
 * @param initSockets open sockets at the first {@code next}, including the connection to the Runtime API; Linux only
 * @param durationNanos time from the hand-over of the event to the {@code next} that follows the response
 * @param durationLeastNanos the least that the duration would have been with nothing else on the host; Linux only, cold
 *     only
 * @param billedMillis as AWS bills: ceil(duration + init)
 * @param maxMemoryBytes peak resident memory of the process and its living descendants, now or at the first {@code
 *     next}, whichever is more; empty if the system does not provide it
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
        return builder()
                .environmentId(environmentId)
                .pid(0)
                .cold(true)
                .unpackNanos(unpackNanos)
                .sandboxNanos(0)
                .durationNanos(0)
                .billedMillis(0)
                .build();
    }

    /** Returns a builder in which every measurement that some systems or starts lack is empty. */
    public static Builder builder() {
        return new AutoBuilder_Measurements_Builder()
                .initNanos(OptionalLong.empty())
                .initCpuNanos(OptionalLong.empty())
                .initWaitNanos(OptionalLong.empty())
                .initLeastNanos(OptionalLong.empty())
                .majorFaults(OptionalLong.empty())
                .initReadBytes(OptionalLong.empty())
                .initSockets(OptionalLong.empty())
                .durationLeastNanos(OptionalLong.empty())
                .maxMemoryBytes(OptionalLong.empty());
    }

    /** Sets components one by one; see {@link Measurements} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder environmentId(String environmentId);

        Builder pid(long pid);

        Builder cold(boolean cold);

        Builder unpackNanos(long unpackNanos);

        Builder sandboxNanos(long sandboxNanos);

        Builder initNanos(OptionalLong initNanos);

        Builder initCpuNanos(OptionalLong initCpuNanos);

        Builder initWaitNanos(OptionalLong initWaitNanos);

        Builder initLeastNanos(OptionalLong initLeastNanos);

        Builder majorFaults(OptionalLong majorFaults);

        Builder initReadBytes(OptionalLong initReadBytes);

        Builder initSockets(OptionalLong initSockets);

        Builder durationNanos(long durationNanos);

        Builder durationLeastNanos(OptionalLong durationLeastNanos);

        Builder billedMillis(long billedMillis);

        Builder maxMemoryBytes(OptionalLong maxMemoryBytes);

        Measurements build();
    }
}
