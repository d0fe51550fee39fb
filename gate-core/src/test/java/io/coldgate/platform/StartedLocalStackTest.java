package io.coldgate.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.fixture.Functions;
import io.coldgate.lambda.CallException;
import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.lambda.LogGroups;
import io.coldgate.run.watch.WatchListener;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Pacing;
import io.coldgate.watch.FunctionStatus;
import io.coldgate.watch.WatchEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

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
    void aWatchCountsEachInvocationThatLocalStackHasLoggedOnce(@TempDir Path folder) throws Exception {
        Functions.build("hello");
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  watched:
                    watch: { duration: { p99: 10s, over: 5m }, errors: { max: 5% } }
                """);
        LocalStackSettings settings = LocalStackSettings.of(System.getenv());
        Map<String, String> variables = new HashMap<>(settings.forwarded());
        variables.put("SERVICES", "lambda,logs");
        StartedLocalStack server = StartedLocalStack.start(settings.image(), variables, StartedLocalStack.START_LIMIT);
        try (LocalStackPlatform platform = new LocalStackPlatform(server)) {
            LambdaDriver driver = driver(platform);
            driver.deploy(Functions.deployment("watched", Functions.zip("hello"), platform.defaultRole()));
            int counted = 0;
            for (int more : new int[] {20, 5}) {
                for (int i = 0; i < more; i++) {
                    driver.invoke("watched", "{}".getBytes(StandardCharsets.UTF_8));
                }
                counted += more;
                awaitReports(platform, counted);
                assertThat(watched(folder, server.endpoint()).calls()).isEqualTo(counted);
            }
        }
    }

    private static FunctionStatus watched(Path folder, URI endpoint) throws Exception {
        List<FunctionStatus> last = new ArrayList<>();
        WatchOptions options = WatchOptions.builder()
                .file(folder.resolve("thresholds.yaml"))
                .platform(Optional.of(PlatformName.LOCALSTACK))
                .endpoint(Optional.of(endpoint))
                .state(folder.resolve("watch.json"))
                .lateness(Duration.ofMillis(1))
                .once(true)
                .build();
        new WatchRun(options, new LastStatus(last)).run();
        return last.get(last.size() - 1);
    }

    /** LocalStack files them a little later and tells nobody, so they are looked for, a minute at most. */
    private static void awaitReports(LocalStackPlatform platform, long wanted) throws InterruptedException {
        for (int looks = 1_200; looks > 0 && reported(platform) != wanted; looks--) {
            Thread.sleep(50);
        }
        assertThat(reported(platform)).isEqualTo(wanted);
    }

    private static long reported(LocalStackPlatform platform) {
        try {
            return platform
                    .logsClient()
                    .filterLogEventsPaginator(r -> r.logGroupName(LogGroups.usual("watched")))
                    .events()
                    .stream()
                    .filter(event -> event.message().startsWith("REPORT "))
                    .count();
        } catch (ResourceNotFoundException e) {
            return 0;
        }
    }

    private record LastStatus(List<FunctionStatus> seen) implements WatchListener {
        @Override
        public void event(WatchEvent event) {}

        @Override
        public void minute(List<FunctionStatus> now) {
            seen.addAll(now);
        }

        @Override
        public void remark(String line) {}

        @Override
        public void error(String line) {
            throw new AssertionError(line);
        }
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
                .hasMessageContaining("does not start: it ended; its last line was: ")
                .hasMessageNotContaining("\n");
        assertThat(containers()).isEmpty();
    }
}
