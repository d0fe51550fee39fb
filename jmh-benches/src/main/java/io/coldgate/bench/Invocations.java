package io.coldgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls of a function without the control plane, for the benchmarks. */
final class Invocations {
    static final String EVENT = "{\"name\":\"JMH\"}";

    private static final int MEMORY_MEGABYTES = 512;
    private static final int TIMEOUT_SECONDS = 30;

    private Invocations() {}

    static EnvironmentSpec spec(StoredCode code) {
        return EnvironmentSpec.builder()
                .functionName("hello")
                .version("$LATEST")
                .revision(UUID.randomUUID().toString())
                .code(code)
                .layers(List.of())
                .runtime("provided.al2023")
                .handler("bootstrap")
                .architecture("x86_64")
                .environment(Map.of())
                .memoryMegabytes(MEMORY_MEGABYTES)
                .timeoutSeconds(TIMEOUT_SECONDS)
                .logFormat(LogFormat.TEXT)
                .logGroup("/aws/lambda/hello")
                .region("us-east-1")
                .account("000000000000")
                .initialization(InitializationType.ON_DEMAND)
                .build();
    }

    static InvocationRequest request() {
        return new InvocationRequest(
                UUID.randomUUID().toString(),
                "arn:aws:lambda:us-east-1:000000000000:function:hello",
                EVENT.getBytes(UTF_8),
                null,
                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
    }

    /** Requires success: a benchmark of a function that fails, or of a start that was not cold, would be fast. */
    static void requireSuccess(InvocationResult result, boolean cold) {
        if (result.functionError() != null || result.measurements().cold() != cold) {
            throw new IllegalStateException(
                    "not a " + (cold ? "cold" : "warm") + " success: " + new String(result.payload(), UTF_8));
        }
    }
}
