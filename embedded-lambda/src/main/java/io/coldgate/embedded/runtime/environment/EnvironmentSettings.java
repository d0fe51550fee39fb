package io.coldgate.embedded.runtime.environment;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Settings of {@link ProcessEnvironments}.
 *
 * @param workParent where the private work folder is made
 * @param initLimit how long the init phase may take; Lambda's is 10 s
 * @param idleLimit after how much idleness an environment is ended
 * @param extraRuntimes runtime identifier to command line, before the built-in ones; {@code {handler}}, {@code {task}} and
 *     {@code {opt}} stand for the function's handler, code and layers
 * @param maxLogBytes an environment's log is emptied when it outgrows this
 * @param maxEnvironments environments that may exist at a time
 * @param clock monotonic, in ns; decides idleness only
 */
public record EnvironmentSettings(
        Path workParent,
        Duration initLimit,
        Duration idleLimit,
        Map<String, List<String>> extraRuntimes,
        long maxLogBytes,
        int maxEnvironments,
        LongSupplier clock) {
    /** Copies the map. */
    public EnvironmentSettings {
        extraRuntimes = Map.copyOf(extraRuntimes);
    }

    /** The usual ones. */
    public static EnvironmentSettings defaults() {
        return new EnvironmentSettings(
                Path.of(System.getProperty("java.io.tmpdir")),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Map.of(),
                64L << 20,
                // Lambda's default account limit of 1,000, and those that are being replaced.
                1200,
                System::nanoTime);
    }

    /** The same with another parent of the work folder. */
    public EnvironmentSettings withWorkParent(Path parent) {
        return new EnvironmentSettings(
                parent, initLimit, idleLimit, extraRuntimes, maxLogBytes, maxEnvironments, clock);
    }

    /** The same with another limit of the init phase. */
    public EnvironmentSettings withInitLimit(Duration limit) {
        return new EnvironmentSettings(
                workParent, limit, idleLimit, extraRuntimes, maxLogBytes, maxEnvironments, clock);
    }

    /** The same with another idleness. */
    public EnvironmentSettings withIdleLimit(Duration limit) {
        return new EnvironmentSettings(
                workParent, initLimit, limit, extraRuntimes, maxLogBytes, maxEnvironments, clock);
    }

    /** The same with other runtimes of the user's. */
    public EnvironmentSettings withExtraRuntimes(Map<String, List<String>> runtimes) {
        return new EnvironmentSettings(workParent, initLimit, idleLimit, runtimes, maxLogBytes, maxEnvironments, clock);
    }

    /** The same with another bound of each log. */
    public EnvironmentSettings withMaxLogBytes(long bytes) {
        return new EnvironmentSettings(workParent, initLimit, idleLimit, extraRuntimes, bytes, maxEnvironments, clock);
    }

    /** The same with another number of environments. */
    public EnvironmentSettings withMaxEnvironments(int count) {
        return new EnvironmentSettings(workParent, initLimit, idleLimit, extraRuntimes, maxLogBytes, count, clock);
    }

    /** The same with another clock. */
    public EnvironmentSettings withClock(LongSupplier nanos) {
        return new EnvironmentSettings(
                workParent, initLimit, idleLimit, extraRuntimes, maxLogBytes, maxEnvironments, nanos);
    }
}
