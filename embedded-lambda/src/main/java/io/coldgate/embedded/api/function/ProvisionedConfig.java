package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned concurrency of an alias or a version.
 *
 * @param id distinguishes this setting from a later one
 * @param version the version that was provisioned, which does not change when the alias moves on
 * @param requested how many environments are wanted
 * @param available how many are initialised
 * @param status the progress
 * @param modified when it was set
 */
public record ProvisionedConfig(
        String id, String version, int requested, int available, Status status, Instant modified) {
    /** The progress of an allocation. */
    public enum Status {
        /** Environments are being started. */
        IN_PROGRESS,
        /** All of them are initialised. */
        READY,
        /** The environments cannot be initialised. */
        FAILED
    }

    /** Returns a configuration whose environments are still to be started. */
    public static ProvisionedConfig of(String version, int requested) {
        // Lambda's times have whole seconds.
        Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);
        return new ProvisionedConfig(Ids.uuid(), version, requested, 0, Status.IN_PROGRESS, now);
    }

    /** Returns the configuration with later progress. */
    ProvisionedConfig with(int nowAvailable, Status nowStatus) {
        return new ProvisionedConfig(id, version, requested, nowAvailable, nowStatus, modified);
    }

    /** Returns the reason of a failure, in AWS's words; null when it did not fail. */
    public @Nullable String reason() {
        return status == Status.FAILED ? "FUNCTION_ERROR_INIT_FAILURE" : null;
    }
}
