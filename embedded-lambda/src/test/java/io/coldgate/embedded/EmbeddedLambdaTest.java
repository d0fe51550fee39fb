package io.coldgate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.api.Zips;
import io.coldgate.embedded.runtime.environment.GoPrograms;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionUrlAuthType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.State;

/** The whole of it: AWS's client, the API, real processes of a real Go function. */
@Tag("process")
@Timeout(120)
class EmbeddedLambdaTest {
    private static final String NAME = "checkout";
    private static final Pattern INIT = Pattern.compile("\tInit Duration: ([0-9.]+) ms\t");

    @TempDir
    Path folder;

    private EmbeddedLambda embedded;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws Exception {
        embedded = EmbeddedLambda.start(Settings.defaults().toBuilder()
                .workFolder(folder)
                .updateDelay(Duration.ZERO)
                .build());
        lambda = LambdaClient.builder()
                .endpointOverride(embedded.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
        byte[] zip = Zips.of("bootstrap", GoPrograms.host("fault"));
        lambda.createFunction(b -> b.functionName(NAME)
                .runtime("provided.al2023")
                .architecturesWithStrings(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64")
                .role("arn:aws:iam::000000000000:role/any")
                .handler("bootstrap")
                .memorySize(256)
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        settle();
    }

    @AfterEach
    void stop() {
        lambda.close();
        embedded.close();
        assertThat(folder).isEmptyDirectory();
    }

    private void settle() throws InterruptedException {
        while (true) {
            var now = lambda.getFunctionConfiguration(b -> b.functionName(NAME));
            assertThat(now.state()).isNotEqualTo(State.FAILED);
            assertThat(now.lastUpdateStatus()).isNotEqualTo(LastUpdateStatus.FAILED);
            if (now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL) {
                return;
            }
            Thread.sleep(1);
        }
    }

    private InvokeResponse invoke(String event) {
        return lambda.invoke(b -> b.functionName(NAME).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(event)));
    }

    private static String tail(InvokeResponse response) {
        return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
    }

    private static String measured(InvokeResponse response) {
        return response.sdkHttpResponse()
                .firstMatchingHeader("X-Coldgate-Measurements")
                .orElse("");
    }

    @Test
    void theFirstInvocationIsColdTheSecondWarmAndAnUpdateMakesItColdAgain() throws InterruptedException {
        InvokeResponse cold = invoke("{\"a\":1}");
        assertThat(cold.payload().asUtf8String()).isEqualTo("{\"a\":1}");
        String report = tail(cold);
        assertThat(report)
                .startsWith("START RequestId: " + cold.responseMetadata().requestId());
        Matcher init = INIT.matcher(report);
        assertThat(init.find()).as(report).isTrue();
        assertThat(measured(cold)).contains("\"cold\":true").contains("\"initNanos\":");

        InvokeResponse warm = invoke("{}");
        assertThat(tail(warm)).doesNotContain("Init Duration");
        assertThat(measured(warm)).contains("\"cold\":false").doesNotContain("initNanos");

        lambda.updateFunctionConfiguration(
                b -> b.functionName(NAME).environment(e -> e.variables(Map.of("NONCE", "n1"))));
        settle();
        InvokeResponse again = invoke("{\"do\":\"env\"}");
        assertThat(measured(again)).contains("\"cold\":true");
        assertThat(again.payload().asUtf8String())
                .contains("\"NONCE=n1\"")
                .contains("\"AWS_LAMBDA_FUNCTION_MEMORY_SIZE=256\"")
                .doesNotContain("test\"");
    }

    @Test
    void functionErrorsTimeoutsAndExitsLookAsOnLambda() throws InterruptedException {
        InvokeResponse error = invoke("{\"do\":\"error\"}");
        assertThat(error.functionError()).isEqualTo("Unhandled");
        assertThat(error.payload().asUtf8String())
                .isEqualTo("{\"errorType\":\"Oops\",\"errorMessage\":\"on purpose\"}");
        InvokeResponse exit = invoke("{\"do\":\"exit\",\"code\":3}");
        assertThat(exit.payload().asUtf8String())
                .isEqualTo("{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: "
                        + exit.responseMetadata().requestId()
                        + " Error: Runtime exited with error: exit status 3\"}");
        lambda.updateFunctionConfiguration(b -> b.functionName(NAME).timeout(1));
        settle();
        InvokeResponse timeout = invoke("{\"do\":\"hang\"}");
        assertThat(timeout.payload().asUtf8String())
                .isEqualTo("{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: "
                        + timeout.responseMetadata().requestId() + " Error: Task timed out after 1.00 seconds\"}");
    }

    @Test
    void publishedVersionsRunBesideLatest() {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        InvokeResponse live = lambda.invoke(
                b -> b.functionName(NAME).qualifier("live").payload(SdkBytes.fromUtf8String("{\"do\":\"env\"}")));
        assertThat(live.executedVersion()).isEqualTo("1");
        assertThat(live.payload().asUtf8String()).contains("\"AWS_LAMBDA_FUNCTION_VERSION=1\"");
    }

    @Test
    void aFunctionUrlServesTheFunction() throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String url = lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType(FunctionUrlAuthType.NONE))
                .functionUrl();
        var echoed = http.send(
                HttpRequest.newBuilder(URI.create(url + "cart?item=7")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(echoed.statusCode()).isEqualTo(200);
        assertThat(echoed.body()).contains("\"rawPath\":\"/cart\"").contains("\"item\":\"7\"");
    }

    @Test
    void noListenerAnswersAWebPageOfAnotherSite() throws Exception {
        String url = lambda.createFunctionUrlConfig(b -> b.functionName(NAME).authType(FunctionUrlAuthType.NONE))
                .functionUrl();
        Matcher runtimeApi = Pattern.compile("\"AWS_LAMBDA_RUNTIME_API=([0-9.:]+)\"")
                .matcher(invoke("{\"do\":\"env\"}").payload().asUtf8String());
        assertThat(runtimeApi.find()).isTrue();

        for (String listener : List.of(
                embedded.endpoint() + "/2015-03-31/functions",
                url,
                "http://" + runtimeApi.group(1) + "/2018-06-01/runtime/invocation/next")) {
            for (String header : List.of("Host: evil.example", "Host: localhost\r\nOrigin: https://evil.example")) {
                assertThat(answer(URI.create(listener), header))
                        .as(listener + " " + header)
                        .startsWith("HTTP/1.1 403 ");
            }
        }
    }

    private static String answer(URI address, String headers) throws IOException {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            String request =
                    "GET " + address.getRawPath() + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aStreamedResponseIsBuffered() {
        assertThat(invoke("{\"do\":\"stream\"}").payload().asUtf8String())
                .startsWith("{\"statusCode\":201}")
                .endsWith("part one,part two");
    }

    @Test
    void anEventRunsInTheBackground() throws Exception {
        Path file = folder.resolve("touched");
        lambda.invoke(b -> b.functionName(NAME)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"do\":\"write\",\"path\":\"" + file + "\"}")));
        while (!Files.exists(file)) {
            Thread.sleep(1);
        }
        Files.delete(file);
    }
}
