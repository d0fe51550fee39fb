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
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.InvocationType;
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

    private final LambdaClient client;
    private final Pacing pacing;
    private final ControlPlane control;
    private final UpdateTimes updateTimes;
    private final ReportParser reports = new ReportParser();
    private final FunctionErrors errors = new FunctionErrors();

    /**
     * A driver over the client.
     *
     * @param limits how often the control plane may be called; shared by all that this driver does
     * @param random gives the jitter of its retries
     */
    public LambdaDriver(LambdaClient client, ControlPlaneLimits limits, Pacing pacing, SplittableRandom random) {
        this.client = client;
        this.pacing = pacing;
        this.control = new ControlPlane(limits, pacing, random);
        this.updateTimes = new UpdateTimes(limits.usualUpdate());
    }

    /** An update that was asked for; {@link #awaitCold} waits until it is done. */
    public record Update(Deployment deployment, long askedAtNanos) {}

    /**
     * Creates the function and waits until it can be invoked.
     *
     * @return the platform's SHA-256 of the code
     */
    public String deploy(Deployment deployment) throws CallException, InterruptedException {
        String sha256 = control.change(
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
                        .codeSha256());
        awaitUpdated(deployment.name(), pacing.nanos());
        return sha256;
    }

    /**
     * Updates the function's configuration with a fresh nonce beside the user's variables, and waits until the update is
     * done: every environment made before it is left behind.
     *
     * @return what to invoke: the name, with a qualifier where there is one
     */
    public String forceCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        return awaitCold(beginCold(deployment, nonce));
    }

    /** The first half of {@link #forceCold}: asks for the update. Other work may be done until it is done. */
    public Update beginCold(Deployment deployment, String nonce) throws CallException, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>(deployment.environment());
        variables.put(NONCE, nonce);
        control.change(
                "UpdateFunctionConfiguration " + deployment.name(),
                () -> client.updateFunctionConfiguration(request -> request.functionName(deployment.name())
                        .environment(Environment.builder().variables(variables).build())));
        return new Update(deployment, pacing.nanos());
    }

    /** The second half: waits until the update is done. */
    public String awaitCold(Update update) throws CallException, InterruptedException {
        awaitUpdated(update.deployment().name(), update.askedAtNanos());
        return update.deployment().name();
    }

    private void awaitUpdated(String name, long askedAt) throws CallException, InterruptedException {
        long deadline = pacing.nanos() + UPDATE_LIMIT.toNanos();
        Duration rest = updateTimes.untilFirstQuestion().minusNanos(pacing.nanos() - askedAt);
        boolean waited = !rest.isNegative() && !rest.isZero();
        if (waited) {
            pacing.pause(rest);
        }
        Duration step = updateTimes.firstStep();
        for (int questions = 1; ; questions++) {
            if (isUpdated(name)) {
                if (waited || questions > 1) {
                    updateTimes.done(pacing.nanos() - askedAt, questions);
                }
                return;
            }
            if (pacing.nanos() >= deadline) {
                throw new CallException(
                        CallException.Kind.UNAVAILABLE,
                        "the update of " + name + " was not done within " + UPDATE_LIMIT.toMinutes()
                                + " minutes: it is still in progress");
            }
            pacing.pause(step);
            step = UpdateTimes.longer(step);
        }
    }

    /** Whether the function is active and its last update done. */
    private boolean isUpdated(String name) throws CallException, InterruptedException {
        FunctionConfiguration now = control.read(
                "GetFunction " + name,
                () -> client.getFunction(r -> r.functionName(name)).configuration());
        if (now.state() == State.FAILED || now.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new CallException(
                    CallException.Kind.REFUSED, "the platform could not update " + name + ": " + reason(now));
        }
        return now.state() == State.ACTIVE && now.lastUpdateStatus() == LastUpdateStatus.SUCCESSFUL;
    }

    private static String reason(FunctionConfiguration now) {
        String given = Stream.of(now.lastUpdateStatusReason(), now.stateReason())
                .filter(reason -> reason != null && !reason.isBlank())
                .findFirst()
                .orElse("it gives no reason");
        // LocalStack's words, with nothing after them, for an image that its Docker cannot pull.
        return given.strip().equals("Error while creating lambda:")
                ? "LocalStack cannot pull the image of runtime " + now.runtimeAsString()
                        + ": is its registry there (LAMBDA_RUNTIME_IMAGE_MAPPING)?"
                : given;
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

    /**
     * Opens a connection, if none is free, by asking whether the function may be invoked: nothing is started.
     *
     * @return whether the platform was reached
     */
    public boolean connect(String name) throws InterruptedException {
        try {
            SdkErrors.translate(
                    "Invoke " + name,
                    () -> client.invoke(r -> r.functionName(name).invocationType(InvocationType.DRY_RUN)));
            return true;
        } catch (CallException e) {
            // It is not what is measured; what is wrong shows with the first start.
            return false;
        }
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
            control.change("DeleteFunction " + name, () -> client.deleteFunction(r -> r.functionName(name)));
        } catch (CallException e) {
            if (e.kind() != CallException.Kind.NOT_FOUND) {
                throw e;
            }
        }
    }
}
