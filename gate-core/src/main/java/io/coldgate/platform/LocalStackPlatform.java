package io.coldgate.platform;

import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * LocalStack, and compatible services. A start is cold when exactly one new container appeared during the invocation,
 * or when the probe reports it; its REPORT has no Init Duration, and its Max Memory Used is the memory setting.
 */
public final class LocalStackPlatform implements Platform {
    /**
     * The last LocalStack that needs no account, by the digest of its image index: version 4.14.0 of 2026-02.
     *
     * <p>A tag can be moved, and later versions need a token.
     */
    public static final String DEFAULT_IMAGE =
            "localstack/localstack@sha256:3ebc37595918b8accb852f8048fef2aff047d465167edd655528065b07bc364a";

    private static final String ROLE = "arn:aws:iam::000000000000:role/coldgate";
    private static final String REGION = "us-east-1";

    private final LocalStackServer server;
    private final LambdaClient client;
    private final Set<String> seen = new HashSet<>();

    LocalStackPlatform(LocalStackServer server) {
        this.server = server;
        this.client = LoopbackClient.of(server.endpoint(), REGION);
    }

    /**
     * Connects to the endpoint that the options or {@code LOCALSTACK_ENDPOINT} name; without one it starts a container
     * of {@code LOCALSTACK_IMAGE} or the default image.
     *
     * @param environment the gate's environment variables
     */
    static LocalStackPlatform start(PlatformOptions options, Map<String, String> environment) throws PlatformException {
        LocalStackSettings settings = LocalStackSettings.of(environment);
        Optional<URI> endpoint = options.endpoint().or(settings::endpoint);
        return new LocalStackPlatform(
                endpoint.isPresent()
                        ? RunningLocalStack.at(endpoint.get())
                        : StartedLocalStack.start(
                                settings.image(), settings.forwarded(), StartedLocalStack.START_LIMIT));
    }

    @Override
    public PlatformName name() {
        return PlatformName.LOCALSTACK;
    }

    @Override
    public LambdaClient client() {
        return client;
    }

    @Override
    public CloudWatchLogsClient logsClient() {
        return LoopbackClient.ofLogs(server.endpoint(), REGION);
    }

    /** Returns no metric for a service whose containers are not visible from here: no start could be proven cold. */
    @Override
    public Set<Metric> measurable() {
        return server.showsContainers() ? measurableAtBest() : Set.of();
    }

    /** Returns the metrics of a service whose containers are visible. */
    static Set<Metric> measurableAtBest() {
        return Set.of(
                Metric.DURATION,
                Metric.BILLED_DURATION,
                Metric.CLIENT_LATENCY,
                Metric.WARM_DURATION,
                Metric.WARM_LATENCY,
                Metric.FIRST_USER_DURATION);
    }

    @Override
    public Set<Metric> measurable(boolean probe) {
        Set<Metric> metrics = new TreeSet<>();
        metrics.addAll(Platform.super.measurable(probe));
        if (probe) {
            metrics.add(Metric.BILLED_DURATION);
        }
        return metrics;
    }

    @Override
    public String defaultRole() {
        return ROLE;
    }

    @Override
    public synchronized ColdStartProof read(Invocation invocation) {
        if (failedInInit(invocation)) {
            return cold(
                    invocation, "the environment failed before it could serve", "request " + invocation.requestId());
        }
        if (!server.showsContainers()) {
            return new ColdStartProof.NotProven("nothing here shows which environment served the invocation");
        }
        Set<String> fresh;
        try {
            fresh = new HashSet<>(server.functionContainers());
        } catch (PlatformException e) {
            return new ColdStartProof.NotProven(String.valueOf(e.getMessage()));
        }
        fresh.removeAll(seen);
        seen.addAll(fresh);
        return switch (fresh.size()) {
            case 0 -> new ColdStartProof.NotProven("no new container: the environment had served before");
            case 1 -> {
                String id = fresh.iterator().next();
                yield cold(invocation, "the one new container during the invocation", id);
            }
            default ->
                new ColdStartProof.NotProven(
                        fresh.size() + " new containers at once: nothing shows which one served the invocation");
        };
    }

    @Override
    public synchronized WarmProof readWarm(Invocation invocation, ColdStartProof.Cold start, Deployment deployment) {
        if (!server.showsContainers()) {
            return new WarmProof.NotWarm("nothing here shows which environment served it");
        }
        try {
            return seen.addAll(server.functionContainers())
                    ? new WarmProof.NotWarm("it was cold: a new container came up")
                    : WarmProof.ofReport(invocation, invocation.report());
        } catch (PlatformException e) {
            return new WarmProof.NotWarm(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns whether the init failed: an environment that never came up has no log, while one that served prints
     * START.
     */
    private static boolean failedInInit(Invocation invocation) {
        return invocation.failure().isPresent() && invocation.logTail().isEmpty();
    }

    private static ColdStartProof.Cold cold(Invocation invocation, String proof, String environment) {
        Optional<Failure> failure = invocation.failure();
        Map<Metric, Double> values = failure.isPresent() ? Map.of() : ReportValues.of(invocation);
        return ColdStartProof.Cold.builder()
                .proof(proof)
                .environment(environment)
                .values(values)
                .failure(failure)
                .build();
    }

    @Override
    public List<String> notes() {
        String init = server.facts().get(StartedLocalStack.INIT_FACT);
        return init == null
                ? List.of()
                : List.of("the Lambda init in " + server.facts().get(StartedLocalStack.IMAGE_FACT) + " is " + init);
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>(HostFacts.read());
        facts.putAll(server.facts());
        return facts;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
