package io.coldgate.embedded.runtime.environment;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Specs, requests and answers of the tests. */
public final class Functions {
    private static final byte[] FAULT_ZIP =
            new TestZip().file("bootstrap", 0755, GoPrograms.host("fault")).bytes();

    private Functions() {}

    static byte[] faultZip() {
        return FAULT_ZIP.clone();
    }

    public static EnvironmentSpec spec(StoredCode code, Map<String, String> variables, int timeoutSeconds) {
        return spec(code, List.of(), "provided.al2023", "handler", variables, timeoutSeconds, LogFormat.TEXT);
    }

    public static EnvironmentSpec spec(
            StoredCode code,
            List<StoredCode> layers,
            String runtime,
            String handler,
            Map<String, String> variables,
            int timeoutSeconds,
            LogFormat format) {
        return EnvironmentSpec.builder()
                .functionName("checkout")
                .version("$LATEST")
                .revision(UUID.randomUUID().toString())
                .code(code)
                .layers(layers)
                .runtime(runtime)
                .handler(handler)
                .architecture("x86_64")
                .environment(variables)
                .memoryMegabytes(256)
                .timeoutSeconds(timeoutSeconds)
                .logFormat(format)
                .logGroup("/aws/lambda/checkout")
                .region("eu-central-1")
                .account("000000000000")
                .initialization(InitializationType.ON_DEMAND)
                .build();
    }

    static InvocationRequest request(String payload) {
        return new InvocationRequest(
                UUID.randomUUID().toString(),
                "arn:aws:lambda:eu-central-1:000000000000:function:checkout",
                payload.getBytes(UTF_8),
                null,
                "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=0");
    }

    public static String payload(InvocationResult result) {
        return new String(result.payload(), UTF_8);
    }

    public static String log(InvocationResult result) {
        return new String(result.logTail(), UTF_8);
    }
}
