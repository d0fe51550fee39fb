package io.coldgate.embedded;

import com.google.auto.value.AutoBuilder;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.facts.Regions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an {@link EmbeddedLambda}.
 *
 * @param port the port on 127.0.0.1; 0 for any free one
 * @param region the region of requests that are not signed
 * @param account the account of ARNs, 12 digits
 * @param updateDelay the least time that a creation or update takes; 0 for as long as the work takes
 * @param initLimit the time limit of the init phase, after which it is started again; 10 s on AWS
 * @param idleLimit how long an idle environment lives
 * @param workFolder the folder below which code is unpacked
 * @param eventRetryDelays waits before the retries of a failed asynchronous invocation
 * @param asyncEventBytes largest event of an asynchronous invocation: 1 MiB; 262,144 on AWS until 2025
 * @param accountConcurrency concurrent invocations of an account in a region
 * @param model the behaviour of the control plane towards its callers; null for one without delays and limits
 */
public record Settings(
        int port,
        String region,
        String account,
        Duration updateDelay,
        Duration initLimit,
        Duration idleLimit,
        Path workFolder,
        List<Duration> eventRetryDelays,
        int asyncEventBytes,
        int accountConcurrency,
        @Nullable ModelSettings model) {
    private static final Duration AWS_UPDATE_DELAY = Duration.ofMillis(1_750);

    /** Checks the values that become part of ARNs. */
    public Settings {
        eventRetryDelays = List.copyOf(eventRetryDelays);
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("account " + account + ": must be 12 digits");
        }
        if (!Regions.NAME.matcher(region).matches()) {
            throw new IllegalArgumentException("region " + region + ": must look like us-east-1");
        }
        if (updateDelay.isNegative() || initLimit.isNegative() || idleLimit.isNegative()) {
            throw new IllegalArgumentException("a time must not be negative");
        }
    }

    /**
     * Returns settings as on AWS, on any free port. Updates take 50 ms, so that a caller who forgets to wait for them
     * fails here too.
     */
    public static Settings defaults() {
        return new Settings(
                0,
                "us-east-1",
                "000000000000",
                Duration.ofMillis(50),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Path.of(System.getProperty("java.io.tmpdir")),
                // AWS waits one minute before the first retry, two before the second.
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2)),
                Sizes.ASYNC_EVENT_BYTES,
                1_000,
                null);
    }

    /**
     * Returns settings of a server that behaves towards its callers as AWS does: {@link ModelSettings#aws()}, and
     * updates that take 1.75 s. AWS publishes no figure; a few seconds are usual for a small function without a VPC.
     */
    public static Settings aws() {
        return defaults().toBuilder()
                .updateDelay(AWS_UPDATE_DELAY)
                .model(ModelSettings.aws())
                .build();
    }

    /** Returns a builder with these settings, to change some of them. */
    public Builder toBuilder() {
        return new AutoBuilder_Settings_Builder(this);
    }

    /** Sets components one by one; see {@link Settings} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder port(int port);

        Builder region(String region);

        Builder account(String account);

        Builder updateDelay(Duration updateDelay);

        Builder initLimit(Duration initLimit);

        Builder idleLimit(Duration idleLimit);

        Builder workFolder(Path workFolder);

        Builder eventRetryDelays(List<Duration> eventRetryDelays);

        Builder asyncEventBytes(int asyncEventBytes);

        Builder accountConcurrency(int accountConcurrency);

        Builder model(@Nullable ModelSettings model);

        Settings build();
    }
}
