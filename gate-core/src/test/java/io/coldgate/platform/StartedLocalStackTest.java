package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.fixture.Functions;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.unit.Pacing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** LocalStack in Docker, and what goes wrong with it. */
@Tag("docker")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class StartedLocalStackTest {
    @BeforeAll
    static void needsAnImage() {
        assumeTrue(
                System.getenv("LOCALSTACK_IMAGE") != null,
                "skipped: LOCALSTACK_IMAGE is not set; eval \"$(ci/localstack-image --env)\" sets it");
    }

    /** What a run of this process has left, or has now. */
    private static List<String> containers() throws Exception {
        return docker(
                        "ps",
                        "-a",
                        "--filter",
                        "name=coldgate-" + ProcessHandle.current().pid() + "-",
                        "--format",
                        "{{.Names}}")
                .lines()
                .toList();
    }

    private static String docker(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(ContainerEngine.find().program()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(command + ": " + said).isZero();
        return said;
    }

    private static LambdaDriver driver(LocalStackPlatform platform) {
        return new LambdaDriver(platform.client(), ControlPlaneLimits.NONE, Pacing.SYSTEM, new SplittableRandom(1));
    }

    @Test
    void aFunctionThatIsNotDeletedLeavesNoContainerBehind() throws Exception {
        Functions.build("hello");
        try (LocalStackPlatform platform = LocalStackPlatform.start(PlatformOptions.none(), System.getenv())) {
            LambdaDriver driver = driver(platform);
            driver.deploy(Functions.deployment("kept", Functions.zip("hello"), platform.defaultRole()));
            ColdStartProof first = platform.read(driver.invoke("kept", "{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(first).isInstanceOf(ColdStartProof.Cold.class);
            ColdStartProof second = platform.read(driver.invoke("kept", "{}".getBytes(StandardCharsets.UTF_8)));
            assertThat(second).isInstanceOf(ColdStartProof.NotProven.class);
            assertThat(containers()).hasSize(2);
        }
        assertThat(containers()).isEmpty();
    }

    @Test
    void anImageThatCannotBePulledForFunctionsIsSaid() throws Exception {
        Functions.build("hello");
        Map<String, String> environment = new HashMap<>(System.getenv());
        // Port 1 is never a registry.
        environment.put("LAMBDA_RUNTIME_IMAGE_MAPPING", "{\"provided.al2023\":\"127.0.0.1:1/no/registry:here\"}");
        try (LocalStackPlatform platform = LocalStackPlatform.start(PlatformOptions.none(), environment)) {
            assertThatThrownBy(() -> driver(platform)
                            .deploy(Functions.deployment("none", Functions.zip("hello"), platform.defaultRole())))
                    .isInstanceOf(CallException.class)
                    .hasMessageContaining("cannot pull the image of runtime provided.al2023")
                    .hasMessageContaining("LAMBDA_RUNTIME_IMAGE_MAPPING");
        }
    }

    @Test
    void anImageOfLocalStackThatIsNowhereIsSaid() throws Exception {
        String registry = System.getenv("LAMBDA_RUNTIME_IMAGE_MAPPING");
        assumeTrue(registry != null && registry.contains("127.0.0.1:"), "skipped: no registry of ci/localstack-image");
        String host = registry.replaceAll(".*?(127\\.0\\.0\\.1:[0-9]+).*", "$1");
        assertThatThrownBy(() -> StartedLocalStack.start(
                        host + "/coldgate/nothing:none", Map.of(), StartedLocalStack.START_LIMIT))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("cannot be pulled")
                .hasMessageContaining("LOCALSTACK_IMAGE")
                .hasMessageNotContaining("\n");
        assertThat(containers()).isEmpty();
    }

    @Test
    void whatAKilledRunHasLeftIsRemovedByTheNext() throws Exception {
        Process killed = new ProcessBuilder("true").start();
        killed.waitFor();
        String left = "coldgate-" + killed.pid() + "-5-localstack-1";
        List<String> run = new ArrayList<>(List.of("run", "-d", "--pull=never", "--entrypoint", "sleep"));
        run.addAll(ContainerEngine.labels(left));
        List<String> function = new ArrayList<>(run);
        run.addAll(List.of("--name", left, System.getenv("LOCALSTACK_IMAGE"), "600"));
        // A service that stands for LocalStack may name its functions' containers as it likes.
        function.addAll(List.of(System.getenv("LOCALSTACK_IMAGE"), "600"));
        String service = docker(run.toArray(String[]::new));
        String child = docker(function.toArray(String[]::new));

        LocalStackPlatform.start(PlatformOptions.none(), System.getenv()).close();

        assertThat(docker("ps", "-a", "--no-trunc", "--format", "{{.ID}}")).doesNotContain(service, child);
        assertThat(containers()).isEmpty();
    }

    @Test
    void oneThatIsNotReadyInTimeSaysItsLastLineAndIsRemoved() throws Exception {
        assertThatThrownBy(() -> StartedLocalStack.start(System.getenv("LOCALSTACK_IMAGE"), Map.of(), Duration.ZERO))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("is not ready within 0 s")
                .hasMessageNotContaining("\n");
        assertThat(containers()).isEmpty();
    }

    @Test
    void oneThatEndsAtOnceSaysSo() throws Exception {
        // Python finds no library.
        assertThatThrownBy(() -> StartedLocalStack.start(
                        System.getenv("LOCALSTACK_IMAGE"),
                        Map.of("PYTHONHOME", "/nowhere"),
                        StartedLocalStack.START_LIMIT))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("does not start: it ended; it said last: ")
                .hasMessageNotContaining("\n");
        assertThat(containers()).isEmpty();
    }
}
