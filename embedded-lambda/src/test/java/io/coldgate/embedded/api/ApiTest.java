package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coldgate.embedded.api.operation.Backend;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.model.Model;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.CreateFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;

/** A control plane over {@link FakeEnvironments}, and AWS's own client for it. Base of the conformance tests. */
@Timeout(120)
abstract class ApiTest {
    static final String ROLE = "arn:aws:iam::111111111111:role/lambda";
    static final String NAME = "checkout";
    static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:checkout";
    static final byte[] ZIP = Zips.of("one");

    @TempDir
    Path folder;

    final FakeEnvironments environments = new FakeEnvironments();
    final HttpClient http = HttpClient.newHttpClient();
    ControlPlane plane;
    LambdaClient lambda;

    @BeforeEach
    void start() throws IOException {
        plane = ControlPlane.start(
                0,
                new ApiOptions(
                        new Caller("000000000000", "us-east-1"),
                        Duration.ZERO,
                        List.of(Duration.ofMillis(1)),
                        folder.resolve("code"),
                        new Backend.Limits(Sizes.ASYNC_EVENT_BYTES, 1_000),
                        model()),
                environments);
        lambda = client("us-east-1");
    }

    @AfterEach
    void stop() {
        letPrepare();
        lambda.close();
        plane.close();
        environments.close();
    }

    /** What the control plane is made to do to its callers; null for nothing. */
    Model model() {
        return null;
    }

    LambdaClient client(String region) {
        return LambdaClient.builder()
                .endpointOverride(plane.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .overrideConfiguration(o -> o.retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build();
    }

    /** Sends a creation with what is usual, changed by {@code more}; does not wait. */
    CreateFunctionResponse create(String name, Consumer<CreateFunctionRequest.Builder> more) {
        return lambda.createFunction(b -> {
            b.functionName(name)
                    .runtime("provided.al2023")
                    .role(ROLE)
                    .handler("bootstrap")
                    .code(c -> c.zipFile(SdkBytes.fromByteArray(ZIP)));
            more.accept(b);
        });
    }

    /** Creates the usual function and waits until it is active. */
    void createAndWait() {
        create(NAME, b -> {});
        settled(NAME);
    }

    /** Waits until nothing of the function is on its way. Polls faster than the SDK's waiters. */
    void settled(String name) {
        await(() -> {
            var configuration = lambda.getFunctionConfiguration(b -> b.functionName(name));
            return configuration.stateAsString().equals("Active")
                    && "Successful".equals(configuration.lastUpdateStatusAsString());
        });
    }

    /** Asks until the answer is yes; the class's time limit ends it. */
    static void await(Supplier<Boolean> condition) {
        while (!condition.get()) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("the time limit has passed")
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    /** Keeps whatever is prepared from now on waiting, until {@link #letPrepare}. */
    void holdPrepare() {
        environments.prepareGate.drainPermits();
    }

    void letPrepare() {
        environments.prepareGate.release();
    }

    /** The error of a call that has to fail. */
    static LambdaException failure(ThrowingCallable call) {
        LambdaException error = catchThrowableOfType(LambdaException.class, call);
        assertThat(error).as("an error of Lambda's").isNotNull();
        return error;
    }

    /** Expects an error with its code, status and text. */
    static void assertFails(ThrowingCallable call, String code, int status, String message) {
        LambdaException error = failure(call);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(error.statusCode()).isEqualTo(status);
        assertThat(error.awsErrorDetails().errorMessage()).isEqualTo(message);
    }

    /** Sends a request as it is. */
    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(plane.endpoint() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
