package io.coldgate.embedded.runtime.environment;

import com.google.auto.value.AutoBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Settings of {@link ProcessEnvironments}.
 *
 * @param workParent where the private work folder is made
 * @param cacheFolder keeps interface clients that had to be downloaded
 * @param initLimit how long the init phase may take; Lambda's is 10 s
 * @param idleLimit after how much idleness an environment is ended
 * @param extraRuntimes runtime identifier to command line, before the built-in ones; {@code {handler}}, {@code {task}}
 *     and {@code {opt}} stand for the function's handler, code and layers
 * @param maxLogBytes an environment's log is emptied when it outgrows this
 * @param maxEnvironments environments that may exist at a time
 * @param clock monotonic, in ns; decides idleness only
 */
public record EnvironmentSettings(
        Path workParent,
        Path cacheFolder,
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
                cache(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Map.of(),
                64L << 20,
                // Lambda's default account limit of 1,000, and those that are being replaced.
                1200,
                System::nanoTime);
    }

    /** The user's folder for what can be had again (source: the XDG base directory specification). */
    private static Path cache() {
        String home = System.getenv("XDG_CACHE_HOME");
        Path caches = home != null && home.startsWith("/")
                ? Path.of(home)
                : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("coldgate");
    }

    /** The same with another parent of the work folder. */
    public EnvironmentSettings withWorkParent(Path parent) {
        return toBuilder().workParent(parent).build();
    }

    /** The same with another cache. */
    public EnvironmentSettings withCacheFolder(Path folder) {
        return toBuilder().cacheFolder(folder).build();
    }

    /** The same with another limit of the init phase. */
    public EnvironmentSettings withInitLimit(Duration limit) {
        return toBuilder().initLimit(limit).build();
    }

    /** The same with another idleness. */
    public EnvironmentSettings withIdleLimit(Duration limit) {
        return toBuilder().idleLimit(limit).build();
    }

    /** The same with other runtimes of the user's. */
    public EnvironmentSettings withExtraRuntimes(Map<String, List<String>> runtimes) {
        return toBuilder().extraRuntimes(runtimes).build();
    }

    /** The same with another bound of each log. */
    public EnvironmentSettings withMaxLogBytes(long bytes) {
        return toBuilder().maxLogBytes(bytes).build();
    }

    /** The same with another number of environments. */
    public EnvironmentSettings withMaxEnvironments(int count) {
        return toBuilder().maxEnvironments(count).build();
    }

    /** The same with another clock. */
    public EnvironmentSettings withClock(LongSupplier nanos) {
        return toBuilder().clock(nanos).build();
    }

    private Builder toBuilder() {
        return new AutoBuilder_EnvironmentSettings_Builder(this);
    }

    /** Sets components one by one; see {@link EnvironmentSettings} for their meaning. */
    @AutoBuilder
    interface Builder {
        Builder workParent(Path workParent);

        Builder cacheFolder(Path cacheFolder);

        Builder initLimit(Duration initLimit);

        Builder idleLimit(Duration idleLimit);

        Builder extraRuntimes(Map<String, List<String>> extraRuntimes);

        Builder maxLogBytes(long maxLogBytes);

        Builder maxEnvironments(int maxEnvironments);

        Builder clock(LongSupplier clock);

        EnvironmentSettings build();
    }
}
