package io.coldgate.embedded.runtime.environment;

import static io.coldgate.embedded.runtime.environment.Functions.log;
import static io.coldgate.embedded.runtime.environment.Functions.payload;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.embedded.runtime.code.StoredCode;
import io.coldgate.embedded.runtime.code.TestZip;
import io.coldgate.embedded.runtime.log.Measurements;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import io.coldgate.embedded.runtime.spec.LogFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("process")
class InvocationTest extends EnvironmentsFixture {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void startsColdAndReportsAsLambdaDoes() throws Exception {
        EnvironmentSpec spec = fault("print", 20);
        environments.prepare(spec);
        InvocationRequest request = Functions.request("{\"a\":1}");
        InvocationResult result = environments.invoke(spec, request);
        assertThat(payload(result)).isEqualTo("{\"a\":1}");
        assertThat(result.functionError()).isNull();
        assertThat(log(result))
                .matches("hello from init\n"
                        + "START RequestId: ID Version: \\$LATEST\n".replace("ID", request.requestId())
                        + "END RequestId: ID\n".replace("ID", request.requestId())
                        + ("REPORT RequestId: ID\tDuration: \\d+\\.\\d\\d ms\tBilled Duration: \\d+ ms\tMemory Size:"
                                        + " 256 MB\t")
                                .replace("ID", request.requestId())
                        + "Max Memory Used: \\d+ MB\tInit Duration: \\d+\\.\\d\\d ms\t\n");
        Measurements measured = result.measurements();
        assertThat(measured.cold()).isTrue();
        assertThat(measured.initNanos()).isPresent();
        assertThat(measured.unpackNanos()).isPositive();
        assertThat(measured.sandboxNanos()).isPositive();
        assertThat(measured.initCpuNanos().getAsLong()).isPositive().isLessThan(10_000_000_000L);
        assertThat(measured.initWaitNanos()).isPresent();
        assertThat(measured.initLeastNanos().getAsLong())
                .isPositive()
                .isLessThanOrEqualTo(measured.initNanos().getAsLong());
        assertThat(measured.durationLeastNanos().getAsLong()).isBetween(0L, measured.durationNanos());
        assertThat(measured.majorFaults()).isPresent();
        assertThat(measured.initReadBytes().getAsLong()).isBetween(100L, 100_000L);
        assertThat(measured.initSockets()).as("the one to the Runtime API").hasValue(1);
        assertThat(measured.maxMemoryBytes().getAsLong()).isBetween(1L << 20, 1L << 30);
        assertThat(measured.billedMillis())
                .isEqualTo((measured.durationNanos() + measured.initNanos().getAsLong() + 999_999) / 1_000_000);
        assertThat(measured.environmentId()).matches("\\d{4}/\\d\\d/\\d\\d/\\[\\$LATEST\\][0-9a-f]{32}");
    }

    @Test
    void reusesAnIdleEnvironment() throws Exception {
        EnvironmentSpec spec = spec();
        InvocationResult cold = invoke(spec, "{\"do\":\"count\"}");
        InvocationResult warm = invoke(spec, "{\"do\":\"count\"}");
        assertThat(payload(cold)).isEqualTo("1");
        assertThat(payload(warm)).isEqualTo("2");
        assertThat(warm.measurements().cold()).isFalse();
        assertThat(warm.measurements().initNanos()).isEmpty();
        assertThat(warm.measurements().initCpuNanos()).isEmpty();
        assertThat(warm.measurements().majorFaults()).isEmpty();
        assertThat(warm.measurements().initReadBytes()).isEmpty();
        assertThat(warm.measurements().initSockets()).isEmpty();
        assertThat(warm.measurements().durationLeastNanos()).isEmpty();
        assertThat(warm.measurements().sandboxNanos()).isZero();
        assertThat(warm.measurements().environmentId())
                .isEqualTo(cold.measurements().environmentId());
        assertThat(warm.measurements().pid()).isEqualTo(cold.measurements().pid());
        assertThat(log(warm)).startsWith("START ").endsWith(" MB\t\n").doesNotContain("Init Duration");
    }

    @Test
    void unpacksTheSameCodeOnce() throws Exception {
        assertThat(environments.store(Functions.faultZip())).isEqualTo(code);
        assertThat(invoke(spec(), "{}").measurements().unpackNanos()).isPositive();
        assertThat(invoke(spec(), "{}").measurements().unpackNanos()).isZero();
    }

    @Test
    void givesConcurrentInvocationsEnvironmentsOfTheirOwn() throws Exception {
        EnvironmentSpec spec = spec();
        var pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<InvocationResult>> calls = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calls.add(() -> invoke(spec, "{\"do\":\"sleep\",\"size\":700}"));
            }
            var ids = new ArrayList<String>();
            for (var call : pool.invokeAll(calls)) {
                ids.add(call.get().measurements().environmentId());
            }
            assertThat(ids).doesNotHaveDuplicates();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void countsSpinningInInitAsCpuTimeButNotSleeping() throws Exception {
        Measurements spun = invoke(fault("spin:150", 20), "{}").measurements();
        Measurements slept = invoke(fault("sleep:150", 20), "{}").measurements();
        assertThat(spun.initCpuNanos().getAsLong()).isGreaterThan(140_000_000L);
        assertThat(slept.initCpuNanos().getAsLong()).isLessThan(75_000_000L);
        assertThat(slept.initNanos().getAsLong()).isGreaterThan(150_000_000L);
    }

    @Test
    void handsOverWhatTheRuntimeNeedsToKnow() throws Exception {
        var request = new InvocationRequest(
                "c2a3f1de-0000-4000-8000-000000000001",
                "arn:aws:lambda:eu-central-1:000000000000:function:checkout:live",
                "{\"do\":\"headers\"}".getBytes(StandardCharsets.UTF_8),
                "{\"client\":\r\n1}",
                "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0");
        long before = System.currentTimeMillis();
        JsonNode headers = JSON.readTree(
                environments.invoke(Functions.spec(code, Map.of(), 7), request).payload());
        assertThat(headers.at("/Lambda-Runtime-Aws-Request-Id/0").asText()).isEqualTo(request.requestId());
        assertThat(headers.at("/Lambda-Runtime-Invoked-Function-Arn/0").asText())
                .endsWith(":live");
        assertThat(headers.at("/Lambda-Runtime-Trace-Id/0").asText()).isEqualTo(request.traceId());
        assertThat(headers.at("/Lambda-Runtime-Client-Context/0").asText()).isEqualTo("{\"client\":  1}");
        assertThat(headers.at("/Content-Type/0").asText()).isEqualTo("application/json");
        assertThat(headers.at("/Lambda-Runtime-Deadline-Ms/0").asLong()).isBetween(before + 5_000, before + 30_000);
    }

    @Test
    void runsInTheTaskRootInAGroupOfItsOwnWithAnEmptyStdin() throws Exception {
        InvocationResult result = invoke(spec(), "{\"do\":\"where\"}");
        JsonNode where = JSON.readTree(result.payload());
        assertThat(where.get("cwd").asText())
                .startsWith(environments.workFolder().toString());
        assertThat(where.get("args")).hasSize(1);
        assertThat(where.at("/args/0").asText()).endsWith("/bootstrap");
        assertThat(where.get("pgid")).isEqualTo(where.get("pid"));
        assertThat(where.get("pid").asLong()).isEqualTo(result.measurements().pid());
        assertThat(where.get("stdin").asText()).isEqualTo("0 <nil>");
    }

    @Test
    void writesTheJsonLogFormat() throws Exception {
        EnvironmentSpec spec =
                Functions.spec(code, List.of(), "provided.al2023", "h", Map.of("FAULT", "print"), 20, LogFormat.JSON);
        List<String> lines = log(invoke(spec, "{}")).lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo("hello from init");
        assertThat(JSON.readTree(lines.get(1)).get("type").asText()).isEqualTo("platform.start");
        assertThat(JSON.readTree(lines.get(2)).get("type").asText()).isEqualTo("platform.runtimeDone");
        JsonNode report = JSON.readTree(lines.get(3));
        assertThat(report.get("type").asText()).isEqualTo("platform.report");
        assertThat(report.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(report.at("/record/status").asText()).isEqualTo("success");
        assertThat(report.at("/record/metrics/memorySizeMB").asInt()).isEqualTo(256);
        assertThat(report.at("/record/metrics/initDurationMs").asDouble()).isPositive();
        assertThat(report.at("/record/metrics/billedDurationMs").isInt()).isTrue();
    }

    @Test
    void takesAnEventOfSixMegabytes() throws Exception {
        String event = "{\"x\":\"" + "y".repeat(6_291_456 - 8) + "\"}";
        assertThat(payload(invoke(spec(), event))).isEqualTo(event);
    }

    @Test
    void runsTheBootstrapOfALayer() throws Exception {
        StoredCode layer = environments.store(new TestZip()
                .file("bootstrap", 0755, GoPrograms.host("fault"))
                .file("lib/data", 0644, "one")
                .bytes());
        StoredCode second =
                environments.store(new TestZip().file("lib/data", 0644, "two").bytes());
        StoredCode empty =
                environments.store(new TestZip().file("readme", 0644, "x").bytes());
        EnvironmentSpec spec =
                Functions.spec(empty, List.of(layer, second), "provided.al2023", "h", Map.of(), 20, LogFormat.TEXT);
        InvocationResult result = invoke(spec, "{\"do\":\"env\"}");
        String opt = variable(result, "COLDGATE_OPT");
        if (opt.equals("/opt")) {
            assertThat(payload(invoke(spec, "{\"do\":\"exists\",\"path\":\"/opt/lib/data\"}")))
                    .isEqualTo("true");
        } else {
            assertThat(Path.of(opt, "lib/data")).hasContent("two");
            assertThat(log(result)).contains("the layers are in COLDGATE_OPT and not at /opt");
        }
        assertThat(variable(result, "PATH")).endsWith(":" + opt + "/bin");
        assertThat(variable(result, "LD_LIBRARY_PATH")).endsWith(":" + opt + "/lib");
    }

    static String variable(InvocationResult result, String name) throws Exception {
        for (JsonNode entry : JSON.readTree(result.payload())) {
            if (entry.asText().startsWith(name + "=")) {
                return entry.asText().substring(name.length() + 1);
            }
        }
        return "<absent>";
    }
}
