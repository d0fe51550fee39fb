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
 * @param workParent the folder in which the private work folder is created
 * @param cacheFolder the folder for interface clients that had to be downloaded
 * @param initLimit how long the init phase may take; Lambda's is 10 s
 * @param idleLimit the idle time after which an environment is ended
 * @param extraRuntimes command lines by runtime identifier, which take precedence over the built-in ones; {@code
 *     {handler}}, {@code {task}} and {@code {opt}} stand for the function's handler, code and layers
 * @param maxLogBytes the size above which an environment's log is emptied
 * @param maxEnvironments the maximum number of environments at a time
 * @param clock monotonic, in ns; used only for idleness
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

    /** Returns the default settings. */
    public static EnvironmentSettings defaults() {
        return new EnvironmentSettings(
                Path.of(System.getProperty("java.io.tmpdir")),
                cache(),
                Duration.ofSeconds(10),
                Duration.ofMinutes(10),
                Map.of(),
                64L << 20,
                // Lambda's default account limit of 1,000, and environments that are being replaced.
                1200,
                System::nanoTime);
    }

    /** The user's folder for data that can be downloaded again (source: the XDG base directory specification). */
    private static Path cache() {
        String home = System.getenv("XDG_CACHE_HOME");
        Path caches = home != null && home.startsWith("/")
                ? Path.of(home)
                : Path.of(System.getProperty("user.home"), ".cache");
        return caches.resolve("coldgate");
    }

    /** Returns a builder with these settings, to change some of them. */
    public Builder toBuilder() {
        return new AutoBuilder_EnvironmentSettings_Builder(this);
    }

    /** Sets components one by one; see {@link EnvironmentSettings} for their meaning. */
    @AutoBuilder
    public interface Builder {
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
