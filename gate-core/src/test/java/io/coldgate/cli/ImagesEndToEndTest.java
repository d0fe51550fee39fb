package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.build.LocalImages;
import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.run.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions that are container images, on the embedded platform. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ImagesEndToEndTest {
    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void prepare() {
        gate = new GateFolder(folder);
    }

    private void needsAnEngine() throws Exception {
        Optional<String> missing = LocalImages.missing();
        assumeTrue(missing.isEmpty(), "skipped: " + missing.orElse("") + " (ci/check-images starts one)");
        GateFolder.build("hello");
        gate.copy("hello", "hello.zip");
        Path context = Files.createDirectory(folder.resolve("context"));
        try (var zip = new ZipFile(folder.resolve("hello.zip").toFile())) {
            Path bootstrap = context.resolve("bootstrap");
            Files.copy(zip.getInputStream(zip.getEntry("bootstrap")), bootstrap);
            assertThat(bootstrap.toFile().setExecutable(true, false)).isTrue();
        }
        Files.writeString(
                folder.resolve("context/Dockerfile"),
                "FROM scratch\nCOPY bootstrap /bootstrap\nENTRYPOINT [\"/bootstrap\"]\nCMD [\"handler\"]\n");
    }

    /** The one that the gate takes: a docker without its daemon may stand beside a podman. */
    private static String engine() throws ContainerException {
        return ContainerEngine.find().program();
    }

    @Test
    @Tag("docker")
    void anImageIsBuiltLookedIntoAndGated() throws Exception {
        needsAnEngine();
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    build: env DOCKER_BUILDKIT=0 %s build -q -t coldgate-test-hello context
                    package: { image: coldgate-test-hello }
                    artifact: { image: 60MB, layers: 1 }
                    budgets: { init_duration: { p50: 60s }, max_memory: { max: 512MB } }
                """.formatted(engine()));

        int exit = gate.coldgate("check", "--seed", "7");

        assertThat(exit).as(gate.text()).isZero();
        JsonNode report =
                new ObjectMapper().readTree(gate.output().resolve("report.json").toFile());
        assertThat(report.path("checks")).hasSize(4);
        assertThat(Files.readString(gate.output().resolve("results.jsonl")))
                .contains("\"layers\":1,\"entryPoint\":[\"/bootstrap\",\"handler\"]");
        assertThat(Files.readString(gate.output().resolve("report.html")))
                .contains("Image, compressed", "/bootstrap handler");
        Path first = Files.move(gate.output(), folder.resolve("first"));
        assertThat(gate.coldgate("judge", first.toString())).as(gate.text()).isZero();
    }

    @Test
    @Tag("docker")
    void anImageWithTooManyLayersFails() throws Exception {
        needsAnEngine();
        Files.writeString(
                folder.resolve("context/Dockerfile"),
                "FROM scratch\nCOPY bootstrap /bootstrap\nCOPY Dockerfile /x\nENTRYPOINT [\"/bootstrap\"]\n");
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    build: env DOCKER_BUILDKIT=0 %s build -q -t coldgate-test-layers context
                    package: { image: coldgate-test-layers }
                    artifact: { layers: 1 }
                """.formatted(engine()));

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.text()).contains("layers is 2, over 1");
    }

    @Test
    @Tag("process")
    void withoutAnEngineOneLineSaysSoBeforeAnythingIsBuilt() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  one:
                    build: touch built
                    package: { image: checkout }
                    budgets: { init_duration: { p50: 60s } }
                  two:
                    image: payment
                    budgets: { init_duration: { p50: 60s } }
                """);
        var builder = new ProcessBuilder(ForkedCli.command(
                "check",
                "--file",
                gate.file().toString(),
                "--output",
                gate.output().toString()));
        builder.environment().put("COLDGATE_CONTAINER_ENGINE", "no-such-engine");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(said)
                .containsOnlyOnce(
                        "container images need Docker or Podman on this machine: no-such-engine is not on the PATH")
                .contains("thresholds.yaml:5:")
                .contains("nothing was measured");
        assertThat(folder.resolve("built")).doesNotExist();
    }
}
