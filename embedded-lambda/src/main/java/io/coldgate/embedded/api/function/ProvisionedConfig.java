package io.coldgate.embedded.api.function;

import io.coldgate.embedded.api.wire.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Provisioned concurrency of an alias or a version.
 *
 * @param id tells one setting of it from a later one
 * @param version the version that was provisioned: an alias that moves on does not take it along
 * @param requested how many environments are wanted
 * @param available how many are initialised
 * @param status how far it is
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
        /** They can't be. */
        FAILED
    }

    /** One whose environments are still to be started. */
    public static ProvisionedConfig of(String version, int requested) {
        // Lambda's times have whole seconds.
        Instant now = Instant.ofEpochSecond(System.currentTimeMillis() / 1000);
        return new ProvisionedConfig(Ids.uuid(), version, requested, 0, Status.IN_PROGRESS, now);
    }

    /** The same, further on. */
    ProvisionedConfig with(int nowAvailable, Status nowStatus) {
        return new ProvisionedConfig(id, version, requested, nowAvailable, nowStatus, modified);
    }

    /** Returns why it failed, as AWS writes it; null when it did not. */
    public @Nullable String reason() {
        return status == Status.FAILED ? "FUNCTION_ERROR_INIT_FAILURE" : null;
    }
}
