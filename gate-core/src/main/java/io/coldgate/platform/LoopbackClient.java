package io.coldgate.platform;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A client for a Lambda on this machine: no credentials of the user's, no look-up of any, no retries. */
final class LoopbackClient {
    /** Lambda's longest timeout is 900 s; the answer may take that and a little more. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(16);

    /** A round of the largest fan-out has two invocations for each of its starts. */
    private static final int MAX_CONNECTIONS = 2 * io.coldgate.thresholds.FanOut.MOST;

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("coldgate", "coldgate"));

    private LoopbackClient() {}

    static CloudWatchLogsClient ofLogs(URI endpoint, String region) {
        return CloudWatchLogsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    static LambdaClient of(URI endpoint, String region) {
        return LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(region))
                .credentialsProvider(CREDENTIALS)
                .httpClientBuilder(Apache5HttpClient.builder()
                        .socketTimeout(SOCKET_TIMEOUT)
                        .maxConnections(MAX_CONNECTIONS))
                .overrideConfiguration(c -> c.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }
}
