package io.coldgate.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The embedded Lambda in this process. A start is cold when the server saw a new process's first {@code next}; it
 * reports this with the process id and an environment that never served before.
 */
public final class EmbeddedPlatform implements Platform {
    private static final String ROLE = "arn:aws:iam::000000000000:role/coldgate";
    private static final String REGION = "us-east-1";

    /** Nanoseconds per millisecond, the unit of bills. */
    private static final double MILLI = 1e6;

    private final EmbeddedLambda server;
    private final LambdaClient client;
    private final ControlPlaneLimits limits;
    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    private EmbeddedPlatform(EmbeddedLambda server, LambdaClient client, ControlPlaneLimits limits) {
        this.server = server;
        this.client = client;
        this.limits = limits;
    }

    /** Starts the server on a free loopback port. */
    public static EmbeddedPlatform start() throws IOException {
        return start(Settings.defaults().toBuilder().updateDelay(Duration.ZERO).build(), ControlPlaneLimits.NONE);
    }

    /**
     * Starts a server with other settings. It must send its measurements, which are this platform's proof.
     *
     * @param limits the call limits for the gate
     */
    public static EmbeddedPlatform start(Settings settings, ControlPlaneLimits limits) throws IOException {
        EmbeddedLambda server = EmbeddedLambda.start(settings);
        return new EmbeddedPlatform(server, LoopbackClient.of(server.endpoint(), REGION), limits);
    }

    @Override
    public ControlPlaneLimits limits() {
        return limits;
    }

    @Override
    public PlatformName name() {
        return PlatformName.EMBEDDED;
    }

    @Override
    public LambdaClient client() {
        return client;
    }

    @Override
    public CloudWatchLogsClient logsClient() {
        return LoopbackClient.ofLogs(server.endpoint(), REGION);
    }

    @Override
    public Set<Metric> measurable() {
        return measurableHere();
    }

    /** Returns the metrics that it can measure on this machine. */
    static Set<Metric> measurableHere() {
        Set<Metric> metrics = new TreeSet<>(Set.of(
                Metric.INIT_DURATION,
                Metric.DURATION,
                Metric.COLD_DURATION,
                Metric.BILLED_DURATION,
                Metric.CLIENT_LATENCY,
                Metric.WARM_DURATION,
                Metric.WARM_LATENCY,
                Metric.FIRST_USER_DURATION));
        if (Files.isReadable(Path.of("/proc/self/status"))) {
            metrics.add(Metric.MAX_MEMORY);
        }
        if (Files.isReadable(Path.of("/proc/self/schedstat"))) {
            metrics.add(Metric.INIT_CPU);
        }
        if (Files.isReadable(Path.of("/proc/self/stat"))) {
            metrics.add(Metric.MAJOR_FAULTS);
        }
        if (Files.isReadable(Path.of("/proc/self/io"))) {
            metrics.add(Metric.INIT_READ_BYTES);
        }
        if (Files.isDirectory(Path.of("/proc/self/fd"))) {
            metrics.add(Metric.INIT_SOCKETS);
        }
        return metrics;
    }

    @Override
    public String defaultRole() {
        return ROLE;
    }

    @Override
    public ColdStartProof read(Invocation invocation) {
        JsonNode measured = measurements(invocation);
        String environment = measured.path("environment").asText("");
        if (environment.isEmpty()) {
            return new ColdStartProof.NotProven("the platform did not say which environment served the invocation");
        }
        if (!measured.path("cold").asBoolean(false)) {
            return new ColdStartProof.NotProven("the environment had served before", Optional.of(environment));
        }
        if (!seen.add(environment)) {
            return new ColdStartProof.NotProven(
                    "environment " + environment + " was seen before", Optional.of(environment));
        }
        String proof = "new process " + measured.path("pid").asLong() + " of environment " + environment
                + ", its first next seen by the server";
        Optional<Failure> failure =
                Reports.failure(invocation, invocation.report()).map(failed -> failed.afterInit(initValues(measured)));
        Map<Metric, Double> values = failure.isPresent() ? Map.of() : values(invocation, measured);
        OptionalDouble wait = number(measured, "initWaitNanos");
        return ColdStartProof.Cold.builder()
                .proof(proof)
                .environment(environment)
                .values(values)
                .waitNanos(wait)
                .phases(phases(measured))
                .failure(failure)
                .undisturbed(undisturbed(values, measured))
                .endedAfter(Reports.endedAfter(invocation, invocation.report()))
                .build();
    }

    @Override
    public WarmProof readWarm(Invocation invocation, ColdStartProof.Cold start, Deployment deployment) {
        Optional<Failure> failure = Reports.failure(invocation, invocation.report());
        if (failure.isPresent()) {
            return new WarmProof.NotWarm("it failed: " + failure.get());
        }
        JsonNode measured = measurements(invocation);
        boolean same = measured.path("environment").asText("").equals(start.environment());
        if (!same || measured.path("cold").asBoolean(true)) {
            return new WarmProof.NotWarm(
                    same ? "it was cold: the runtime was started anew for it" : "another environment served it");
        }
        return new WarmProof.Warm(
                number(measured, "durationNanos"),
                number(measured, "durationLeastNanos"),
                Reports.endedAfter(invocation, invocation.report()));
    }

    /**
     * Returns the values of a successful init; an init that was repeated within the invocation has no duration of its
     * own.
     */
    private static Map<Metric, Double> initValues(JsonNode measured) {
        Map<Metric, Double> values = new TreeMap<>();
        OptionalDouble init = number(measured, "initNanos");
        if (init.isPresent()) {
            put(values, Metric.INIT_DURATION, init);
            putCounters(values, measured);
        }
        return values;
    }

    /** Adds the kernel's figures for the init. */
    private static void putCounters(Map<Metric, Double> values, JsonNode measured) {
        put(values, Metric.INIT_CPU, number(measured, "initCpuNanos"));
        put(values, Metric.MAJOR_FAULTS, number(measured, "majorFaults"));
        put(values, Metric.INIT_READ_BYTES, number(measured, "initReadBytes"));
        put(values, Metric.INIT_SOCKETS, number(measured, "initSockets"));
    }

    /**
     * Returns the lower bound of each time without neighbours. For {@code client_latency}, it is the lower bound of
     * init and handler, which every call contains: the waiting of the server's and the caller's threads is not known.
     */
    private static Map<Metric, Double> undisturbed(Map<Metric, Double> values, JsonNode measured) {
        Map<Metric, Double> least = new TreeMap<>();
        OptionalDouble init = number(measured, "initLeastNanos");
        OptionalDouble duration = number(measured, "durationLeastNanos");
        put(least, Metric.INIT_DURATION, init);
        put(least, Metric.DURATION, duration);
        if (init.isPresent() && duration.isPresent()) {
            double cold = init.getAsDouble() + duration.getAsDouble();
            least.put(Metric.COLD_DURATION, cold);
            least.put(Metric.CLIENT_LATENCY, cold);
            least.put(Metric.BILLED_DURATION, Math.ceil(cold / MILLI) * MILLI);
        }
        least.keySet().retainAll(values.keySet());
        return least;
    }

    private static Map<Metric, Double> values(Invocation invocation, JsonNode measured) {
        Map<Metric, Double> values = new TreeMap<>();
        OptionalDouble init = number(measured, "initNanos");
        OptionalDouble duration = number(measured, "durationNanos");
        put(values, Metric.INIT_DURATION, init);
        put(values, Metric.DURATION, duration);
        if (init.isPresent() && duration.isPresent()) {
            values.put(Metric.COLD_DURATION, init.getAsDouble() + duration.getAsDouble());
        }
        putCounters(values, measured);
        put(values, Metric.MAX_MEMORY, number(measured, "maxMemoryBytes"));
        invocation.report().ifPresent(report -> put(values, Metric.BILLED_DURATION, report.billedDuration()));
        values.put(Metric.CLIENT_LATENCY, (double) invocation.latencyNanos());
        return values;
    }

    private static void put(Map<Metric, Double> values, Metric metric, OptionalDouble value) {
        value.ifPresent(known -> values.put(metric, known));
    }

    private static Map<String, Double> phases(JsonNode measured) {
        Map<String, Double> phases = new LinkedHashMap<>();
        number(measured, "unpackNanos").ifPresent(v -> phases.put("unpack", v));
        number(measured, "sandboxNanos").ifPresent(v -> phases.put("sandbox", v));
        number(measured, "initNanos").ifPresent(v -> phases.put("init", v));
        number(measured, "durationNanos").ifPresent(v -> phases.put("handler", v));
        return phases;
    }

    private static OptionalDouble number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isNumber() && value.asDouble() >= 0 ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private JsonNode measurements(Invocation invocation) {
        try {
            return mapper.readTree(invocation.measurements().orElse("{}"));
        } catch (JsonProcessingException e) {
            return mapper.createObjectNode();
        }
    }

    @Override
    public Map<String, String> facts() {
        return HostFacts.read();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
