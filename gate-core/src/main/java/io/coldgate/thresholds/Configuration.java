package io.coldgate.thresholds;

import com.google.auto.value.AutoBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A function's settings, as Lambda knows them, and its event.
 *
 * @param runtime Lambda's runtime identifier
 * @param handler Lambda's handler; {@code bootstrap} by default
 * @param architecture {@code x86_64} or {@code arm64}
 * @param memoryMegabytes memory setting, in units of 2^20 bytes
 * @param timeout the function's timeout, whole seconds
 * @param environment the user's variables
 * @param payload file with the event, absolute, below the repository; none means {@code {}}
 * @param role execution role's ARN, for AWS
 * @param invocations what is invoked besides the cold start
 * @param probe whether the gate wraps the package with its probe, which measures where the platform does not
 */
public record Configuration(
        String runtime,
        String handler,
        String architecture,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        Optional<Path> payload,
        Invocations invocations,
        Optional<String> role,
        boolean probe) {
    public static final Key<String> RUNTIME = new Key<>("runtime");
    public static final Key<String> HANDLER = new Key<>("handler");
    public static final Key<String> ARCHITECTURE = new Key<>("architecture");
    public static final Key<Integer> MEMORY = new Key<>("memory");
    public static final Key<Duration> TIMEOUT = new Key<>("timeout");
    public static final Key<Void> ENVIRONMENT = new Key<>("environment");
    public static final Key<Path> PAYLOAD = new Key<>("payload");
    public static final Key<String> ROLE = new Key<>("role");
    public static final Key<Boolean> PROBE = new Key<>("probe");

    /** Copies the variables. */
    public Configuration {
        environment = Map.copyOf(environment);
    }

    /** Returns a builder of which everything is to be set but what may be empty. */
    public static Builder builder() {
        return new AutoBuilder_Configuration_Builder().invocations(Invocations.NONE);
    }

    /** Returns the same with what the change names; variables that it does not name stay. */
    public Configuration with(ConfigurationChange change) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(change.environment());
        return new AutoBuilder_Configuration_Builder(this)
                .runtime(change.runtime().orElse(runtime))
                .handler(change.handler().orElse(handler))
                .architecture(change.architecture().orElse(architecture))
                .memoryMegabytes(change.memoryMegabytes().orElse(memoryMegabytes))
                .timeout(change.timeout().orElse(timeout))
                .environment(variables)
                .role(change.role().or(() -> role))
                .build();
    }

    /** Sets components one by one; see {@link Configuration} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder runtime(String runtime);

        Builder handler(String handler);

        Builder architecture(String architecture);

        Builder memoryMegabytes(int megabytes);

        Builder timeout(Duration timeout);

        Builder environment(Map<String, String> environment);

        Builder payload(Optional<Path> payload);

        Builder invocations(Invocations invocations);

        Builder role(Optional<String> role);

        Builder probe(boolean probe);

        Configuration build();
    }
}
