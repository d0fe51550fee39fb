package io.coldgate.platform;

import io.coldgate.facts.Regions;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.Deployment;
import io.coldgate.lambda.Invocation;
import io.coldgate.lambda.LogGroups;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClientBuilder;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * AWS, with the credentials and the region that the SDK's default chain finds. Its endpoint variables
 * ({@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_LAMBDA}) may point to any service compatible with AWS.
 */
public final class AwsPlatform implements Platform {
    private static final String NO_REGION =
            "no AWS region: write region: under platforms.aws, name it with --region (canary, clean and sweep), set"
                    + " AWS_REGION or AWS_DEFAULT_REGION, or give the profile one (aws configure set region"
                    + " eu-central-1)";
    private static final String NO_CREDENTIALS = "no AWS credentials: neither the environment, nor a profile, nor this"
            + " machine's role gives any; run aws configure, or eval \"$(aws configure export-credentials --format"
            + " env)\" after aws sso login, or in a pipeline the step that assumes the role (docs/aws.md)";

    /** The longest part of a wrong name in a message. */
    private static final int MAX_NAME = 100;

    private final String region;
    private final LambdaClient client;
    private final AwsColdStartProof proof;
    private final CloudWatchLogs logs;

    private final Supplier<CloudWatchLogsClient> logsClient;

    private AwsPlatform(
            String region, LambdaClient client, CloudWatchLogs logs, Supplier<CloudWatchLogsClient> logsClient) {
        this.logsClient = logsClient;
        this.region = region;
        this.client = client;
        this.logs = logs;
        this.proof = new AwsColdStartProof(logs);
    }

    /**
     * Connects to AWS.
     *
     * @throws PlatformException without credentials or region
     */
    static AwsPlatform connect(PlatformOptions options) throws PlatformException {
        Region region = region(options);
        AwsCredentialsProvider credentials = credentials();
        LambdaClient client = LambdaClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(InvocationHttp.builder().tcpKeepAlive(true))
                .applyMutation(builder -> options.endpoint().ifPresent(builder::endpointOverride))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        requireAddress(client);
        Supplier<CloudWatchLogsClient> logs =
                () -> logsBuilder(region, credentials, options).build();
        Supplier<CloudWatchLogsClient> once = () -> logsBuilder(region, credentials, options)
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        return new AwsPlatform(region.id(), client, new CloudWatchLogs(logs, Pacing.SYSTEM), once);
    }

    /**
     * Returns a builder of the logs client. A service that is named only for Lambda, such as a standalone embedded
     * Lambda, also serves the logs.
     */
    private static CloudWatchLogsClientBuilder logsBuilder(
            Region region, AwsCredentialsProvider credentials, PlatformOptions options) {
        return CloudWatchLogsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .applyMutation(builder -> options.endpoint().ifPresent(builder::endpointOverride))
                .httpClientBuilder(Apache5HttpClient.builder());
    }

    private static Region region(PlatformOptions options) throws PlatformException {
        String id = options.region().isPresent() ? options.region().get() : defaultRegion();
        if (!Regions.NAME.matcher(id).matches()) {
            throw new PlatformException("AWS region \"" + Printable.escape(id, MAX_NAME)
                    + "\": no name of a region: write one such as eu-central-1 (AWS_REGION, AWS_DEFAULT_REGION,"
                    + " or the profile's)");
        }
        return Region.of(id);
    }

    /** Checks an address from the environment or the profile, which the SDK validates only at the first request. */
    private static void requireAddress(LambdaClient client) throws PlatformException {
        URI endpoint = client.serviceClientConfiguration().endpointOverride().orElse(null);
        if (endpoint == null) {
            return;
        }
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            client.close();
            throw new PlatformException("AWS endpoint \"" + Printable.escape(endpoint.toString(), MAX_NAME)
                    + "\": not an address of a service: write it as in http://127.0.0.1:4566"
                    + " (AWS_ENDPOINT_URL_LAMBDA, AWS_ENDPOINT_URL, or the profile's endpoint_url)");
        }
    }

    /**
     * Returns the region from AWS_DEFAULT_REGION, which the AWS CLI prefers to a profile's region. Many pipelines set
     * nothing else, and the SDK does not read it.
     */
    private static String defaultRegion() throws PlatformException {
        String usual = System.getenv("AWS_DEFAULT_REGION");
        if (usual != null && !usual.isBlank() && System.getenv("AWS_REGION") == null) {
            return usual.strip();
        }
        try {
            return new DefaultAwsRegionProviderChain().getRegion().id();
        } catch (SdkException e) {
            throw new PlatformException(NO_REGION, e);
        }
    }

    /** Returns whether the environment, a profile or this machine names a region. */
    static boolean hasRegion() {
        try {
            return !defaultRegion().isEmpty();
        } catch (PlatformException e) {
            return false;
        }
    }

    /** Returns the credentials after resolving them once, so missing ones are reported before anything is deployed. */
    private static AwsCredentialsProvider credentials() throws PlatformException {
        AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
        try {
            chain.resolveCredentials();
            return chain;
        } catch (RuntimeException e) {
            String reason = AwsReasons.ofCredentials(e);
            throw new PlatformException(reason.isEmpty() ? NO_CREDENTIALS : NO_CREDENTIALS + "; " + reason, e);
        }
    }

    @Override
    public PlatformName name() {
        return PlatformName.AWS;
    }

    @Override
    public LambdaClient client() {
        return client;
    }

    @Override
    public CloudWatchLogsClient logsClient() {
        return logsClient.get();
    }

    @Override
    public Set<Metric> measurable() {
        return measurableThere();
    }

    /** Returns the metrics that AWS reports for a start. */
    static Set<Metric> measurableThere() {
        return Set.of(
                Metric.INIT_DURATION,
                Metric.DURATION,
                Metric.COLD_DURATION,
                Metric.RESTORE_DURATION,
                Metric.BILLED_DURATION,
                Metric.MAX_MEMORY,
                Metric.CLIENT_LATENCY,
                Metric.WARM_DURATION,
                Metric.WARM_LATENCY,
                Metric.FIRST_USER_DURATION);
    }

    /**
     * Returns AWS's limits; for another service without the usual update time, because its updates may complete at
     * once.
     */
    @Override
    public ControlPlaneLimits limits() {
        ControlPlaneLimits aws = ControlPlaneLimits.AWS;
        return endpoint().isEmpty()
                ? aws
                : new ControlPlaneLimits(aws.changesPerSecond(), aws.readsPerSecond(), Duration.ZERO);
    }

    /** Returns the address of requests, if it is not AWS. */
    private Optional<URI> endpoint() {
        return client.serviceClientConfiguration().endpointOverride();
    }

    @Override
    public String defaultRole() {
        return "";
    }

    @Override
    public ColdStartProof read(Invocation invocation) {
        return proof.ofReport(invocation);
    }

    @Override
    public ColdStartProof read(Invocation invocation, Deployment deployment) throws InterruptedException {
        return proof.of(invocation, deployment);
    }

    @Override
    public WarmProof readWarm(Invocation invocation, ColdStartProof.Cold start, Deployment deployment)
            throws InterruptedException {
        return proof.ofWarm(invocation, deployment);
    }

    @Override
    public String log(Invocation invocation, Deployment deployment) throws InterruptedException {
        return proof.log(invocation, deployment);
    }

    @Override
    public void forget(String function) throws InterruptedException {
        logs.deleteGroup(LogGroups.usual(function));
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put("region", region);
        // Figures of a compatible service are not those of AWS.
        endpoint().ifPresent(address -> facts.put("endpoint", String.valueOf(address.getHost())));
        return facts;
    }

    @Override
    public void close() {
        client.close();
        logs.close();
    }
}
