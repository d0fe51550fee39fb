package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.ForkedCli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Node function explained: the npm package that costs most is named. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ExplainNodeTest {
    private static final int OLDEST = 20;

    @TempDir
    Path folder;

    private static int nodeVersion() throws InterruptedException {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return node.waitFor() == 0 ? Integer.parseInt(version.replaceAll("v(\\d+).*\\s*", "$1")) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private void write(String file, String text) throws IOException {
        Path at = folder.resolve("task").resolve(file);
        Files.createDirectories(at.getParent());
        Files.writeString(at, text);
    }

    @Test
    void thePackageWhoseRequireTakesMostIsNamed() throws Exception {
        int version = nodeVersion();
        assumeThat(version).as("skipped: no Node of version 20 or later").isGreaterThanOrEqualTo(OLDEST);
        write("index.js", "const planted = require('@planted/heavy');\nexports.handler = async () => planted.sum;\n");
        write(
                "node_modules/@planted/heavy/index.js",
                "require('./more');\nlet sum = 0;\nfor (let i = 0; i < 1e8; i++) sum += i;\nexports.sum = sum;\n");
        write("node_modules/@planted/heavy/more.js", "exports.more = 1;\n");
        GateFolder gate = new GateFolder(folder);
        gate.thresholds("""
                version: 1
                functions:
                  planted:
                    package: task
                    runtime: nodejs%d.x
                    handler: index.handler
                    budgets: { init_duration: { p50: 60s } }
                """.formatted(version - version % 2));

        assertThat(gate.coldgate("explain", "--json", "--no-handler", "--starts", "20"))
                .as(gate.text())
                .isZero();

        JsonNode explained =
                new ObjectMapper().readTree(gate.out()).path("explanations").path(0);
        String all = explained.toPrettyString();
        assertThat(explained.path("packages").path(0).path("package").asText())
                .as(all)
                .isEqualTo("@planted/heavy");
        assertThat(explained.path("starts").has("stopped"))
                .as("a stop shows nothing of Node: " + all)
                .isFalse();
        assertThat(all).contains("Coldgate's runtime client").doesNotContain("index.cjs");
        assertThat(explained.path("notes").toString()).as(all).doesNotContain("disagree");
    }

    /** Node says itself what it was told to load first, and the gate is killed while that is there. */
    @Test
    void aKilledExplanationLeavesNoTracerBehind() throws Exception {
        int version = nodeVersion();
        assumeThat(version).as("skipped: no Node of version 20 or later").isGreaterThanOrEqualTo(OLDEST);
        Path told = folder.resolve("told");
        write("index.js", """
                const fs = require('fs');
                const options = process.env.NODE_OPTIONS || '';
                if (options.includes('--require')) {
                  fs.writeFileSync('%1$s.new', options);
                  fs.renameSync('%1$s.new', '%1$s');
                }
                exports.handler = async () => 1;
                """.formatted(told));
        GateFolder gate = new GateFolder(folder);
        gate.thresholds("""
                version: 1
                functions:
                  planted:
                    package: task
                    runtime: nodejs%d.x
                    handler: index.handler
                    budgets: { init_duration: { p50: 60s } }
                """.formatted(version - version % 2));
        Process explain = new ProcessBuilder(
                        ForkedCli.command("explain", "--file", gate.file().toString(), "--starts", "500"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        while (!Files.exists(told)) {
            assertThat(explain.isAlive())
                    .as(Files.readString(folder.resolve("log")))
                    .isTrue();
            TimeUnit.MILLISECONDS.sleep(5);
        }
        Path tracer = Path.of(Files.readString(told).replaceAll("--require (\\S+).*", "$1"));
        List<ProcessHandle> functions = explain.descendants().toList();

        explain.destroyForcibly().waitFor();
        for (ProcessHandle function : functions) {
            function.onExit().get(1, TimeUnit.MINUTES);
        }

        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (Files.exists(tracer) && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(tracer.getFileName().toString()).startsWith("coldgate-").endsWith(".cjs");
        assertThat(tracer).doesNotExist();
    }
}
