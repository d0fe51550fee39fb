package io.coldgate.lambda;

import io.coldgate.sample.Failure;
import io.coldgate.unit.Pacing;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Calls of Invoke, which are never retried, and the contents of their answers. */
final class InvokeCalls {
    /** Lambda's header of the embedded platform's measurements. */
    private static final String MEASUREMENTS = "X-Coldgate-Measurements";

    private final LambdaClient client;
    private final Pacing pacing;
    private final ReportParser reports = new ReportParser();
    private final FunctionErrors errors = new FunctionErrors();

    InvokeCalls(LambdaClient client, Pacing pacing) {
        this.client = client;
        this.pacing = pacing;
    }

    /** Invokes the function once; never retried automatically. */
    Invocation invoke(String name, byte[] payload) throws CallException, InterruptedException {
        SdkBytes body = SdkBytes.fromByteArrayUnsafe(payload);
        long before = pacing.nanos();
        InvokeResponse response = call(name, body);
        long latency = pacing.nanos() - before;
        String requestId = response.responseMetadata().requestId();
        String tail = logTail(response);
        Optional<Failure> failure = failure(response, tail);
        return new Invocation(
                requestId,
                failure,
                tail,
                reports.parse(tail, requestId),
                response.sdkHttpResponse().firstMatchingHeader(MEASUREMENTS),
                latency,
                Optional.ofNullable(response.executedVersion()).orElse(""),
                response.payload() == null
                        ? ByteBuffer.allocate(0)
                        : response.payload().asByteBuffer());
    }

    /**
     * Invokes the function once and returns its answer.
     *
     * @return its answer
     * @throws CallException when the call or the function failed
     */
    byte[] ask(String name, byte[] payload) throws CallException, InterruptedException {
        InvokeResponse response = call(name, SdkBytes.fromByteArrayUnsafe(payload));
        Optional<Failure> failure = failure(response, logTail(response));
        if (failure.isPresent()) {
            throw new CallException(CallException.Kind.REFUSED, failure.get().toString());
        }
        return response.payload().asByteArray();
    }

    private InvokeResponse call(String name, SdkBytes payload) throws CallException, InterruptedException {
        return SdkErrors.translate(
                "Invoke " + name,
                () -> client.invoke(
                        r -> r.functionName(name).logType(LogType.TAIL).payload(payload)));
    }

    private Optional<Failure> failure(InvokeResponse response, String tail) {
        return Optional.ofNullable(response.functionError())
                .map(error -> errors.parse(error, response.payload().asString(StandardCharsets.UTF_8), tail));
    }

    /**
     * Opens a connection, if none is free, by a dry-run call that starts nothing.
     *
     * @return whether the platform was reached
     */
    boolean connect(String name) throws InterruptedException {
        try {
            SdkErrors.translate(
                    "Invoke " + name,
                    () -> client.invoke(r -> r.functionName(name)
                            .invocationType(InvocationType.DRY_RUN)
                            .overrideConfiguration(ControlPlane::limited)));
            return true;
        } catch (CallException e) {
            // This is not measured; any problem will recur at the first start.
            return false;
        }
    }

    /** Returns the end of the log; empty if the platform returned none, or an unreadable one. */
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
}
