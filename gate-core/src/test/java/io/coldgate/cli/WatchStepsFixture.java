package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** A function with two versions, whose watch takes three steps and takes them back. */
abstract class WatchStepsFixture {
    static final Duration END = Duration.ofMinutes(75);

    @TempDir
    Path folder;

    AwsStage aws;
    LambdaClient lambda;
    int logs;

    @BeforeEach
    void aFunctionWithTwoVersions() throws Exception {
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(updateDelay())
                        .model(ModelSettings.none())
                        .build());
        lambda = aws.lambda();
        aws.createWithTwoVersions("checkout", Map.of("TABLE", "orders"));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions:
                      - { after: 0s, set-environment: { WATERMARK: "off" }, undo: true }
                      - { after: 0s, memory: 512MB, undo: true }
                      - { after: 0s, alias: { live: previous }, undo: true }
                """);
    }

    /** How long the platform takes to carry a change of the function out, after it was answered. */
    Duration updateDelay() {
        return Duration.ofMillis(1);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** A log that grows from the beginning: slow for half an hour, then quick. */
    GrowingLog log() throws Exception {
        return new GrowingLog(folder.resolve("log-" + ++logs), second -> second < 1_800);
    }

    int watch(NotedWatch noted, GrowingLog log, boolean act) throws Exception {
        return new WatchRun(
                        WatchOptions.builder()
                                .file(folder.resolve("thresholds.yaml"))
                                .platform(Optional.of(PlatformName.AWS))
                                .logs(List.of(log.file()))
                                .state(state(log))
                                .until(Optional.of(log.until(END)))
                                .act(act)
                                .clock(log.clock())
                                .build(),
                        noted,
                        log)
                .run();
    }

    static Path state(GrowingLog log) {
        return log.file().resolveSibling(log.file().getFileName() + ".json");
    }

    int watch(NotedWatch noted, GrowingLog log) throws Exception {
        return watch(noted, log, true);
    }

    void killed(NotedWatch noted, GrowingLog log) {
        assertThatThrownBy(() -> watch(noted, log)).isInstanceOf(NotedWatch.Killed.class);
    }

    List<Object> settings() {
        var now = lambda.getFunctionConfiguration(r -> r.functionName("checkout"));
        return List.of(
                now.environment().variables(),
                now.memorySize(),
                lambda.getAlias(r -> r.functionName("checkout").name("live")).functionVersion());
    }
}
