package io.coldgate.thresholds;

import com.google.auto.value.AutoBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The same function with these settings changed: a baseline, a variant of a sweep, or what a thresholds file overrides
 * of a function deployed by others.
 *
 * @param runtime another runtime identifier
 * @param handler another handler
 * @param architecture another architecture
 * @param memoryMegabytes another memory setting, in units of 2^20 bytes
 * @param timeout another timeout, whole seconds
 * @param role another execution role's ARN
 * @param layers other layers, in order, in the format of {@link CloudSettings}
 * @param environment variables with other values; the others stay
 */
public record ConfigurationChange(
        Optional<String> runtime,
        Optional<String> handler,
        Optional<String> architecture,
        OptionalInt memoryMegabytes,
        Optional<Duration> timeout,
        Optional<String> role,
        Optional<List<String>> layers,
        Map<String, String> environment) {
    /** No change at all. */
    public static final ConfigurationChange NONE = builder().build();

    /** Copies the collections. */
    public ConfigurationChange {
        layers = layers.map(List::copyOf);
        environment = Map.copyOf(environment);
    }

    /** Returns a builder of an empty change. */
    public static Builder builder() {
        return new AutoBuilder_ConfigurationChange_Builder().environment(Map.of());
    }

    /** Returns the combination of both changes; the other one takes precedence. */
    public ConfigurationChange and(ConfigurationChange other) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(other.environment);
        return new ConfigurationChange(
                other.runtime.or(() -> runtime),
                other.handler.or(() -> handler),
                other.architecture.or(() -> architecture),
                other.memoryMegabytes.isPresent() ? other.memoryMegabytes : memoryMegabytes,
                other.timeout.or(() -> timeout),
                other.role.or(() -> role),
                other.layers.or(() -> layers),
                variables);
    }

    /** Sets components one by one; see {@link ConfigurationChange} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder runtime(Optional<String> runtime);

        Builder handler(Optional<String> handler);

        Builder architecture(Optional<String> architecture);

        Builder memoryMegabytes(OptionalInt megabytes);

        Builder timeout(Optional<Duration> timeout);

        Builder role(Optional<String> role);

        Builder layers(Optional<List<String>> layers);

        Builder environment(Map<String, String> environment);

        ConfigurationChange build();
    }
}
