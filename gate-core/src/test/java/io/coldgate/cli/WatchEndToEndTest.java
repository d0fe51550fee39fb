package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.artifact.Packager;
import io.coldgate.embedded.Settings;
import io.coldgate.fixture.BashFunction;
import io.coldgate.fixture.SettledFunction;
import io.coldgate.run.ExitCode;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.WatchEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A real function that becomes slow, on a Lambda that the watch takes for AWS, and what the watch does about it. */
@Tag("process")
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchEndToEndTest {
    /** It is slow unless it is told not to be. */
    private static final String SLOW = BashFunction.of(":", "[ \"$WATERMARK\" = off ] || sleep 0.15");

    @TempDir
    Path folder;

    private AwsStage aws;
    private LambdaClient lambda;

    @BeforeEach
    void start() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .build());
        lambda = aws.lambda();
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void deploy(String script) throws Exception {
        Path bootstrap = Files.createDirectories(folder.resolve("code")).resolve("bootstrap");
        Files.writeString(bootstrap, script);
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
        byte[] zip = Packager.zip(bootstrap);
        lambda.createFunction(r -> r.functionName("checkout")
                .role(AwsStage.ROLE)
                .runtime("provided.al2023")
                .handler("bootstrap")
                .memorySize(256)
                .timeout(7)
                .environment(e -> e.variables(Map.of("TABLE", "orders", "WATERMARK", "on")))
                .code(c -> c.zipFile(SdkBytes.fromByteArray(zip))));
        SettledFunction.await(lambda, "checkout");
    }

    private Thread load() {
        Thread load = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    lambda.invoke(r -> r.functionName("checkout").payload(SdkBytes.fromUtf8String("{}")));
                } catch (RuntimeException e) {
                    return;
                }
            }
        });
        load.setDaemon(true);
        load.start();
        return load;
    }

    private WatchOptions.Builder options() {
        return WatchOptions.builder()
                .file(folder.resolve("thresholds.yaml"))
                .platform(Optional.of(PlatformName.AWS))
                .state(folder.resolve("watch.json"))
                .page(Optional.of(folder.resolve("status.html")))
                .metrics(Optional.of(folder.resolve("metrics.prom")))
                .lateness(Duration.ofSeconds(1))
                .until(Optional.of(Duration.ofMinutes(4)))
                .act(true);
    }

    @Test
    void aSlowFunctionIsCuredByASettingAndTheRecoveryIsProven() throws Exception {
        deploy(SLOW);
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5s } }
                    actions:
                      - { after: 0s, run: "false" }
                      - { after: 1s, set-environment: { WATERMARK: "off" } }
                      - { after: 1s, memory: 512MB, undo: true }
                """);
        Thread load = load();
        NotedWatch noted = new NotedWatch();
        WatchRun run = new WatchRun(options().build(), noted);
        Thread ender = new Thread(() -> endAtRecovery(noted, run));
        ender.start();
        int exit = run.run();
        load.interrupt();

        assertThat(exit).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(noted.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(
                        tuple(1, StepRecord.State.INTENDED),
                        tuple(1, StepRecord.State.FAILED),
                        tuple(2, StepRecord.State.INTENDED),
                        tuple(2, StepRecord.State.DONE));
        assertThat(lambda.getFunctionConfiguration(r -> r.functionName("checkout"))
                        .environment()
                        .variables())
                .isEqualTo(Map.of("TABLE", "orders", "WATERMARK", "off"));
        WatchEvent.Recovered recovered = (WatchEvent.Recovered) noted.events.stream()
                .filter(WatchEvent.Recovered.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(recovered.incident().millisToRecovery()).isBetween(4_000L, 200_000L);
        assertThat(folder.resolve("status.html")).content().contains("recovery proven");
        assertThat(folder.resolve("metrics.prom")).content().contains("coldgate_watch_last_recovery_seconds{");
    }

    private static void endAtRecovery(NotedWatch noted, WatchRun run) {
        while (noted.events.stream().noneMatch(WatchEvent.Recovered.class::isInstance)) {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                return;
            }
        }
        run.stopSignal().request();
    }
}
