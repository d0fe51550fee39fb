package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.run.ExitCode;
import io.coldgate.run.RunException;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.watch.StepRecord;
import io.coldgate.watch.StepRecord.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The state of a watch cannot be written in the middle of a step: nothing is done twice, and the step is taken back.
 */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchFullDiskTest {
    private static final int BEFORE = 256;
    private static final int CURED = 512;

    @TempDir
    Path folder;

    private AwsStage aws;
    private LambdaClient lambda;

    @BeforeEach
    void aFunction() throws Exception {
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(ModelSettings.none())
                        .build());
        lambda = aws.lambda();
        aws.createWithTwoVersions("checkout", Map.of());
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions: [{ after: 0s, memory: 512MB, undo: true }]
                """);
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private int watch(NotedWatch noted, GrowingLog log) throws Exception {
        return new WatchRun(
                        WatchOptions.builder()
                                .file(folder.resolve("thresholds.yaml"))
                                .platform(Optional.of(PlatformName.AWS))
                                .logs(List.of(log.file()))
                                .state(folder.resolve("watch.json"))
                                .until(Optional.of(log.until(Duration.ofMinutes(75))))
                                .act(true)
                                .clock(log.clock())
                                .build(),
                        noted,
                        log)
                .run();
    }

    private int memory() {
        return lambda.getFunctionConfiguration(r -> r.functionName("checkout")).memorySize();
    }

    /** What is in the place of the file that the state is first written to, so that writing fails. */
    private Path inTheWay() {
        return folder.resolve(".watch.json.half").resolve("x");
    }

    private void writingFails() {
        try {
            Files.createDirectories(inTheWay());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aStepThatCouldNotBeNotedIsFoundDoneAndTakenBack() throws Exception {
        assertThat(memory()).isEqualTo(BEFORE);
        GrowingLog log = new GrowingLog(folder.resolve("log"), second -> second < 1_800);
        NotedWatch first = NotedWatch.meanwhile(State.INTENDED, 1, this::writingFails);
        assertThatThrownBy(() -> watch(first, log))
                .isInstanceOfSatisfying(
                        RunException.class,
                        failed -> assertThat(failed.exitCode()).isEqualTo(ExitCode.COULD_NOT_MEASURE))
                .hasMessageContaining("cannot write the state of the watch");
        assertThat(memory()).as("the step was taken").isEqualTo(CURED);

        Files.delete(inTheWay());
        NotedWatch second = new NotedWatch();
        watch(second, log);
        assertThat(second.steps())
                .extracting(StepRecord::number, StepRecord::state)
                .containsExactly(tuple(1, State.DONE), tuple(1, State.UNDO_INTENDED), tuple(1, State.UNDONE));
        assertThat(second.status().calls())
                .as("each is counted once, but for the minute that was written when the time was over")
                .isEqualTo(log.invocations() - 60L);
        assertThat(memory()).isEqualTo(BEFORE);
    }
}
