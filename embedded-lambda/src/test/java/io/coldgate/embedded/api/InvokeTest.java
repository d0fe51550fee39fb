package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.TooManyRequestsException;

/** Invocations, as recorded in lambda-facts 1.7. */
@Tag("process")
class InvokeTest extends ApiTest {
    @BeforeEach
    void createFunction() {
        createAndWait();
    }

    private InvokeResponse invoke(String payload) {
        return lambda.invoke(b -> b.functionName(NAME).payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    void answersWithPayloadVersionTailAndMeasurements() {
        InvokeResponse cold = lambda.invoke(
                b -> b.functionName(NAME).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("{\"a\":[1,\"ü\"]}")));
        assertThat(cold.statusCode()).isEqualTo(200);
        assertThat(cold.functionError()).isNull();
        assertThat(cold.executedVersion()).isEqualTo("$LATEST");
        assertThat(cold.payload().asUtf8String())
                .contains("\"event\":{\"a\":[1,\"ü\"]}")
                .contains("\"arn\":\"" + ARN + "\"");
        String requestId = cold.responseMetadata().requestId();
        assertThat(requestId).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(new String(Base64.getDecoder().decode(cold.logResult()), StandardCharsets.UTF_8))
                .startsWith("START RequestId: " + requestId);
        String environment = environments.prepared.get(0);
        assertThat(cold.sdkHttpResponse().firstMatchingHeader("X-Coldgate-Measurements"))
                .hasValue("{\"environment\":\"" + environment + "\",\"pid\":4711,\"cold\":true,\"unpackNanos\":0,"
                        + "\"sandboxNanos\":1000,\"initNanos\":12000000,\"durationNanos\":3000000,\"billedMillis\":15,"
                        + "\"maxMemoryBytes\":1048576}");
        assertThat(cold.sdkHttpResponse().firstMatchingHeader("X-Amzn-Trace-Id"))
                .hasValueSatisfying(trace ->
                        assertThat(trace).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0"));
        assertThat(invoke("{}").sdkHttpResponse().firstMatchingHeader("X-Coldgate-Measurements"))
                .hasValueSatisfying(
                        warm -> assertThat(warm).contains("\"cold\":false").doesNotContain("initNanos"));
    }

    @Test
    void noPayloadIsAnEmptyObject() {
        assertThat(lambda.invoke(b -> b.functionName(NAME)).payload().asUtf8String())
                .contains("\"event\":{}");
    }

    @Test
    void aFunctionErrorIsA200WithItsDocumentUnchanged() {
        InvokeResponse failed = invoke("{\"fail\":true}");
        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(failed.functionError()).isEqualTo("Unhandled");
        assertThat(failed.payload().asUtf8String())
                .isEqualTo("{\"errorMessage\":\"asked to\",\"errorType\":\"Wanted\"}");
    }

    @Test
    void namesAreTakenInEveryForm() {
        lambda.publishVersion(b -> b.functionName(NAME));
        lambda.createAlias(b -> b.functionName(NAME).name("live").functionVersion("1"));
        assertThat(executed(ARN)).isEqualTo("$LATEST");
        assertThat(executed("000000000000:function:" + NAME)).isEqualTo("$LATEST");
        assertThat(executed("function:" + NAME)).isEqualTo("$LATEST");
        assertThat(executed(NAME + ":$LATEST")).isEqualTo("$LATEST");
        assertThat(executed(ARN + ":live")).isEqualTo("1");
        assertThat(executed(NAME + ":1")).isEqualTo("1");
        assertThat(environments.requests)
                .extracting(InvocationRequest::invokedFunctionArn)
                .containsExactly(ARN, ARN, ARN, ARN + ":$LATEST", ARN + ":live", ARN + ":1");
    }

    private String executed(String name) {
        return lambda.invoke(b -> b.functionName(name)).executedVersion();
    }

    @Test
    void theClientContextIsDecoded() {
        String context = Base64.getEncoder().encodeToString("{\"custom\":{}}".getBytes(StandardCharsets.UTF_8));
        lambda.invoke(b -> b.functionName(NAME).clientContext(context));
        assertThat(environments.requests.get(0).clientContext()).isEqualTo("{\"custom\":{}}");
        assertThat(failure(() -> lambda.invoke(b -> b.functionName(NAME).clientContext("?")))
                        .awsErrorDetails()
                        .errorCode())
                .isEqualTo("InvalidRequestContentException");
    }

    @Test
    void whatIsNoJsonIsRefused() {
        var error = failure(() -> invoke("{'a'}"));
        assertThat(error.statusCode()).isEqualTo(400);
        assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidRequestContentException");
        assertThat(error.awsErrorDetails().errorMessage()).startsWith("Could not parse request body into json: ");
        assertThat(failure(() -> invoke("{} {}")).statusCode()).isEqualTo(400);
        assertThat(failure(() -> invoke("[".repeat(100_000))).statusCode()).isEqualTo(400);
        assertThat(environments.requests).isEmpty();
    }

    @Test
    void theDryRunRunsNothing() {
        var dry = lambda.invoke(b -> b.functionName(NAME).invocationType(InvocationType.DRY_RUN));
        assertThat(dry.statusCode()).isEqualTo(204);
        assertThat(dry.executedVersion()).isNull();
        assertThat(environments.requests).isEmpty();
        assertFails(
                () -> lambda.invoke(b -> b.functionName("gone").invocationType(InvocationType.DRY_RUN)),
                "ResourceNotFoundException",
                404,
                "Function not found: arn:aws:lambda:us-east-1:000000000000:function:gone:$LATEST");
    }

    @Test
    void anEventIsAcceptedAndRunLater() {
        var accepted = lambda.invoke(b -> b.functionName(NAME)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"n\":1}")));
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.executedVersion()).isNull();
        assertThat(accepted.payload().asByteArray()).isEmpty();
        await(() -> environments.requests.size() == 1);
        assertThat(environments.requests.get(0).payload()).asString().isEqualTo("{\"n\":1}");
        assertThat(environments.requests.get(0).requestId())
                .isEqualTo(accepted.responseMetadata().requestId());
    }

    @Test
    void aFailedEventIsTriedTwiceAgainWithTheSameRequestId() {
        environments.failures.set(3);
        lambda.invoke(b -> b.functionName(NAME).invocationType(InvocationType.EVENT));
        await(() -> environments.requests.size() == 3);
        lambda.invoke(b -> b.functionName(NAME));
        assertThat(environments.requests).hasSize(4);
        assertThat(environments.requests.subList(0, 3))
                .extracting(InvocationRequest::requestId)
                .hasSize(3)
                .allMatch(environments.requests.get(0).requestId()::equals);
    }

    @Test
    void theEventInvokeConfigurationSetsTheRetries() {
        lambda.putFunctionEventInvokeConfig(b -> b.functionName(NAME).maximumRetryAttempts(0));
        environments.failures.set(1);
        lambda.invoke(b -> b.functionName(NAME).invocationType(InvocationType.EVENT));
        await(() -> environments.requests.size() == 1);
        assertThat(lambda.invoke(b -> b.functionName(NAME)).functionError()).isNull();
        assertThat(environments.requests).hasSize(2);
    }

    @Test
    void theDeprecatedInvokeAsyncStillWorks() throws Exception {
        var accepted = send("POST", "/2014-11-13/functions/checkout/invoke-async/", "{\"n\":2}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        await(() -> environments.requests.size() == 1);
    }

    @Test
    void reservedConcurrencyThrottlesWithItsReason() {
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(1));
        var running = CompletableFuture.supplyAsync(() -> invoke("{\"hold\":true}"));
        environments.holding.acquireUninterruptibly();
        var throttled = failure(() -> invoke("{}"));
        assertThat(throttled).isInstanceOf(TooManyRequestsException.class);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.awsErrorDetails().errorMessage()).isEqualTo("Rate Exceeded.");
        assertThat(((TooManyRequestsException) throttled).reasonAsString())
                .isEqualTo("ReservedFunctionConcurrentInvocationLimitExceeded");
        environments.release();
        assertThat(running.join().functionError()).isNull();
        assertThat(invoke("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void reservedZeroThrottlesCallersButAcceptsEvents() {
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(0));
        assertThat(failure(() -> invoke("{}")).statusCode()).isEqualTo(429);
        assertThat(lambda.invoke(b -> b.functionName(NAME).invocationType(InvocationType.EVENT))
                        .statusCode())
                .isEqualTo(202);
        assertThat(environments.requests).isEmpty();
    }

    @Test
    void aRuntimeThatThisMachineCanNotRunSaysWhatToInstallOnce() {
        create("ruby", b -> b.runtime("ruby3.3"));
        settled("ruby");
        assertFails(
                () -> lambda.invoke(b -> b.functionName("ruby")),
                "InvalidParameterValueException",
                400,
                "ruby is not installed: apt-get install ruby");
    }

    @Test
    void payloadsHaveTheRecordedLimits() {
        String most = "\"" + "x".repeat(6_291_456 - 2) + "\"";
        environments.answer = new byte[] {'1'};
        assertThat(invoke(most).payload().asUtf8String()).isEqualTo("1");
        assertFails(
                () -> invoke(most + " "),
                "RequestTooLargeException",
                413,
                "Request must be smaller than 6291456 bytes for the InvokeFunction operation");
        String event = "\"" + "x".repeat(1_048_576 - 1) + "\"";
        assertFails(
                () -> lambda.invoke(b -> b.functionName(NAME)
                        .invocationType(InvocationType.EVENT)
                        .payload(SdkBytes.fromUtf8String(event))),
                "RequestTooLargeException",
                413,
                "Request must be smaller than 1048576 bytes for the InvokeFunction operation");
    }
}
