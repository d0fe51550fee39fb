package io.coldgate.thresholds;

import com.google.auto.value.AutoBuilder;
import io.coldgate.sample.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
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
 * @param payloads the events; none means {@code {}}
 * @param metrics custom metrics that the function reports
 * @param role execution role's ARN, for AWS
 * @param invocations invocations besides the cold start
 * @param probe whether the gate wraps the package with its probe, which measures what the platform does not
 */
public record Configuration(
        String runtime,
        String handler,
        String architecture,
        int memoryMegabytes,
        Duration timeout,
        Map<String, String> environment,
        List<Payload> payloads,
        Invocations invocations,
        List<OwnMetric> metrics,
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
        metrics = List.copyOf(metrics);
        payloads = List.copyOf(payloads);
    }

    /** Returns a builder on which every component that cannot be empty must be set. */
    public static Builder builder() {
        return new AutoBuilder_Configuration_Builder()
                .payloads(List.of())
                .invocations(Invocations.NONE)
                .metrics(List.of());
    }

    /**
     * Returns the average number of starts, rounded up, that give so many samples of the metric: a metric of one
     * payload is sampled in only a share of the starts.
     */
    public int startsFor(Metric metric, int samples) {
        double share = metric.payload().stream()
                .flatMap(name ->
                        payloads.stream().filter(payload -> payload.name().equals(name)))
                .mapToDouble(payload -> payload.among(payloads).share())
                .findFirst()
                .orElse(1);
        return (int) Math.ceil(samples / share);
    }

    /** Returns the configuration with a change applied; variables that the change does not name stay. */
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

        Builder payloads(List<Payload> payloads);

        Builder invocations(Invocations invocations);

        Builder metrics(List<OwnMetric> metrics);

        Builder role(Optional<String> role);

        Builder probe(boolean probe);

        Configuration build();
    }
}
