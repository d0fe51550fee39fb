package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The probe around a managed runtime on the embedded Lambda, as AWS_LAMBDA_EXEC_WRAPPER starts it. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ManagedProbeTest {
    private static final Path PACKAGE =
            Path.of(System.getProperty("coldgate.root", ".."), "functions/java-hello/target/function.zip");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void measuresAJavaFunctionOnTheEmbeddedLambda() throws Exception {
        assumeThat(PACKAGE)
                .as("functions/java-hello is built by mvn verify of the whole project")
                .isRegularFile();
        GateFolder gate = new GateFolder(folder);
        Files.copy(PACKAGE, folder.resolve("function.zip"));
        gate.thresholds("""
                version: 1
                defaults:
                  package: function.zip
                  runtime: java17
                  handler: io.coldgate.functions.JavaHello::handleRequest
                  sampling: { max: 10, discard: 0, time-limit: 9m }
                functions:
                  probed:
                    probe: true
                    budgets: { init_duration: { p50: 60s }, init_cpu: { p50: 60s }, max_memory: { max: 4GB } }
                  plain:
                    budgets: { init_duration: { p50: 60s }, init_cpu: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();

        List<JsonNode> probed = samples(gate, "probed");
        List<JsonNode> plain = samples(gate, "plain");
        assertThat(probed).hasSize(10);
        for (JsonNode sample : probed) {
            assertThat(sample.has("failure")).as(sample.toString()).isFalse();
            assertThat(sample.get("proof").asText()).contains("seen by the server");
            // The JVM is the probe's child: figures of the probe alone would be those of a small Go program.
            assertThat(value(sample, "init_cpu")).isGreaterThan(smallest(plain, "init_cpu") / 2);
            assertThat(value(sample, "init_duration")).isGreaterThan(20e6);
            assertThat(value(sample, "max_memory")).isGreaterThan(16e6);
        }
    }

    private static List<JsonNode> samples(GateFolder gate, String function) throws Exception {
        var samples = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(gate.output().resolve("results.jsonl"))) {
            JsonNode entry = JSON.readTree(line);
            if (entry.path("type").asText().equals("sample")
                    && entry.path("function").asText().equals(function)) {
                samples.add(entry);
            }
        }
        return samples;
    }

    private static double value(JsonNode sample, String metric) {
        return sample.at("/values/" + metric).asDouble();
    }

    private static double smallest(List<JsonNode> samples, String metric) {
        return samples.stream()
                .mapToDouble(sample -> value(sample, metric))
                .min()
                .orElseThrow();
    }
}
