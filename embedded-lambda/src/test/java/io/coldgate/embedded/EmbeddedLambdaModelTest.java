package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.api.Zips;
import io.coldgate.embedded.model.Fault;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.embedded.runtime.environment.GoPrograms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** The model over real processes of a real Go function. */
@Tag("process")
@Timeout(120)
class EmbeddedLambdaModelTest {
    private static final String NAME = "checkout";
    private static final StaticCredentialsProvider ANY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    @TempDir
    Path folder;

    private LambdaClient client(EmbeddedLambda lambda) {
        return LambdaClient.builder()
                .endpointOverride(lambda.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(ANY)
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    private static void create(LambdaClient client, Map<String, String> variables) {
        byte[] zip = Zips.of("bootstrap", GoPrograms.host("fault"));
        client.createFunction(b -> b.functionName(NAME)
                .runtime("provided.al2023")
                .architecturesWithStrings(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
                .role("arn:aws:iam::000000000000:role/any")
                .handler("bootstrap")
                .environment(e -> e.variables(variables))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        client.waiter().waitUntilFunctionActiveV2(b -> b.functionName(NAME));
    }

    private static String tail(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    @Test
    void aReportThatTheTailLostIsInCloudWatchLogs() throws Exception {
        Settings settings = Settings.aws().toBuilder()
                .workFolder(folder)
                .updateDelay(Duration.ofMillis(20))
                .model(ModelSettings.aws().toBuilder().logDelay(Duration.ZERO).build())
                .build();
        try (EmbeddedLambda lambda = EmbeddedLambda.start(settings);
                LambdaClient client = client(lambda);
                CloudWatchLogsClient logs = CloudWatchLogsClient.builder()
                        .endpointOverride(lambda.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(ANY)
                        .build()) {
            create(client, Map.of());
            lambda.faults().set(new Fault.LostReport(1));
            InvokeResponse invoked = client.invoke(b -> b.functionName(NAME).logType(LogType.TAIL));
            assertThat(tail(invoked)).doesNotContain("REPORT");
            assertThat(invoked.sdkHttpResponse().firstMatchingHeader("X-Coldgate-Measurements"))
                    .isEmpty();
            String wanted = "\"REPORT RequestId: " + invoked.responseMetadata().requestId() + "\"";
            List<FilteredLogEvent> found = logs.filterLogEvents(
                            b -> b.logGroupName("/aws/lambda/" + NAME).filterPattern(wanted))
                    .events();
            assertThat(found).singleElement().satisfies(event -> {
                assertThat(event.message()).contains("\tInit Duration: ");
                assertThat(event.logStreamName()).matches("\\d{4}/\\d{2}/\\d{2}/\\[\\$LATEST][0-9a-f]{32}");
            });
        }
    }

    @Test
    void anEnvironmentThatWasInitialisedBeforeReportsAnInitThatTheCallerDidNotWaitFor() throws Exception {
        Settings settings = Settings.defaults().toBuilder()
                .workFolder(folder)
                .model(ModelSettings.none().withFault(new Fault.ProactiveInit(1)))
                .build();
        try (EmbeddedLambda lambda = EmbeddedLambda.start(settings);
                LambdaClient client = client(lambda)) {
            // Much longer than an invocation takes even on a busy machine.
            create(client, Map.of("FAULT", "sleep:5000"));
            long before = System.nanoTime();
            InvokeResponse invoked = client.invoke(b -> b.functionName(NAME).logType(LogType.TAIL));
            long waited = System.nanoTime() - before;
            String report = tail(invoked);
            assertThat(report).containsPattern("\tInit Duration: [5-9]\\d{3}\\.");
            assertThat(waited).isLessThan(Duration.ofSeconds(5).toNanos());
        }
    }

    @Test
    void faultsNeedAModel() throws Exception {
        try (EmbeddedLambda lambda = EmbeddedLambda.start(
                Settings.defaults().toBuilder().workFolder(folder).build())) {
            assertThatThrownBy(lambda::faults)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("toBuilder().model(ModelSettings.none())");
        }
    }
}
