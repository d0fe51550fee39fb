package io.coldgate.lambda;

import io.coldgate.sample.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Environment;
import software.amazon.awssdk.services.lambda.model.FunctionCode;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.State;

/**
 * What the gate does with Lambda, on any platform. The client must have its retries switched off: a repeated Invoke
 * would start environments that nobody asked for.
 */
public final class LambdaDriver {
    /** The variable whose change makes the platform leave every old environment behind. */
    public static final String NONCE = "COLDGATE_NONCE";

    /** Lambda's header of the embedded platform's measurements. */
    private static final String MEASUREMENTS = "X-Coldgate-Measurements";

    /** AWS finishes an update of a zip package in seconds; after this it does not come back. */
    private static final Duration UPDATE_LIMIT = Duration.ofMinutes(5);

    private static final Duration FIRST_POLL_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_POLL_PAUSE = Duration.ofSeconds(1);

    private final LambdaClient client;
    private final Pacing pacing;
    private final Retry retry;
    private final ReportParser reports = new ReportParser();
    private final FunctionErrors errors = new FunctionErrors();

    /** A driver over the client; {@code random} gives the jitter of its retries. */
    public LambdaDriver(LambdaClient client, Pacing pacing, SplittableRandom random) {
        this.client = client;
        this.pacing = pacing;
        this.retry = new Retry(pacing, random);
    }

    /**
     * Creates the function and waits until it can be invoked.
     *
     * @return the platform's SHA-256 of the code
     */
    public String deploy(Deployment deployment) throws CallException, InterruptedException {
        String sha256 = retry.call(() -> SdkErrors.translate(
                "CreateFunction " + deployment.name(),
                () -> client.createFunction(request -> request.functionName(deployment.name())
                                .role(deployment.role())
                                .runtime(deployment.runtime())
                                .handler(deployment.handler())
                                .architecturesWithStrings(deployment.architecture())
                                .memorySize(deployment.memoryMegabytes())
                                .timeout(deployment.timeoutSeconds())
                                .environment(Environment.builder()
                                        .variables(deployment.environment())
                                        .build())
                                .code(FunctionCode.builder()
                                        .zipFile(SdkBytes.fromByteArrayUnsafe(deployment.zip()))
                                        .build())
                                .tags(deployment.tags()))
                        .codeSha256()));
        awaitUpdated(deployment.name());
        return sha256;
    }

    /**
     * Updates the function's configuration with a fresh nonce beside the user's variables, and waits until the update is
     * done: every environment made before it is left behind.
     *
     * @return what to invoke: the name, with a qualifier where there is one
     */
    public String forceCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(deployment.environment());
        variables.put(NONCE, nonce);
        retry.call(() -> SdkErrors.translate(
                "UpdateFunctionConfiguration " + deployment.name(),
                () -> client.updateFunctionConfiguration(request -> request.functionName(deployment.name())
                        .environment(Environment.builder().variables(variables).build()))));
        awaitUpdated(deployment.name());
        return deployment.name();
    }

    private void awaitUpdated(String name) throws CallException, InterruptedException {
        long deadline = pacing.nanos() + UPDATE_LIMIT.toNanos();
        Duration pause = FIRST_POLL_PAUSE;
        while (true) {
            GetFunctionConfigurationResponse now = retry.call(() -> SdkErrors.translate(
                    "GetFunctionConfiguration " + name,
                    () -> client.getFunctionConfiguration(r -> r.functionName(name))));
            if (now.state() == State.FAILED || now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
                throw new CallException(
                        CallException.Kind.REFUSED, "the platform could not update " + name + ": " + reason(now));
            }
            if (now.state() == State.ACTIVE && now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL) {
                return;
            }
            if (pacing.nanos() >= deadline) {
                throw new CallException(
                        CallException.Kind.UNAVAILABLE,
                        "the update of " + name + " was not done within "
                                + UPDATE_LIMIT.toMinutes() + " minutes: state " + now.stateAsString() + ", last update "
                                + now.lastUpdateStatusAsString());
            }
            pacing.pause(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_POLL_PAUSE) < 0
                    ? pause.multipliedBy(2)
                    : LONGEST_POLL_PAUSE;
        }
    }

    private static String reason(GetFunctionConfigurationResponse now) {
        return Stream.of(now.lastUpdateStatusReason(), now.stateReason())
                .filter(reason -> reason != null && !reason.isBlank())
                .findFirst()
                .orElse("it gives no reason");
    }

    /** Invokes the function once; never repeated by itself. */
    public Invocation invoke(String name, byte[] payload) throws CallException, InterruptedException {
        SdkBytes body = SdkBytes.fromByteArrayUnsafe(payload);
        long before = pacing.nanos();
        InvokeResponse response = SdkErrors.translate(
                "Invoke " + name,
                () -> client.invoke(
                        r -> r.functionName(name).logType(LogType.TAIL).payload(body)));
        long latency = pacing.nanos() - before;
        String requestId = response.responseMetadata().requestId();
        String tail = logTail(response);
        Optional<Failure> failure = Optional.ofNullable(response.functionError())
                .map(error -> errors.parse(error, response.payload().asString(StandardCharsets.UTF_8)));
        return new Invocation(
                requestId,
                failure,
                tail,
                reports.parse(tail, requestId),
                response.sdkHttpResponse().firstMatchingHeader(MEASUREMENTS),
                latency);
    }

    /** Empty when the platform gave none, or none that can be read. */
    private static String logTail(InvokeResponse response) {
        if (response.logResult() == null) {
            return "";
        }
        try {
            return new String(Base64.getDecoder().decode(response.logResult()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** Deletes the function; one that is gone already is fine. */
    public void delete(String name) throws CallException, InterruptedException {
        try {
            retry.call(() -> SdkErrors.translate(
                    "DeleteFunction " + name, () -> client.deleteFunction(r -> r.functionName(name))));
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
