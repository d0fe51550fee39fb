package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.embedded.Settings;
import io.coldgate.embedded.model.CallObserver;
import io.coldgate.embedded.model.ModelSettings;
import io.coldgate.fixture.ForkedCli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * A watch in a process of its own that gets {@code kill -9} while AWS carries out a step, and while it carries out the
 * undo.
 */
@Tag("process")
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchKilledTest {
    private static final int KILLED = 137;
    private static final int SLOW_UNTIL = 1_500;
    private static final int QUICK_UNTIL = 4_500;

    @TempDir
    Path folder;

    private final Instant begin = Instant.now().minus(Duration.ofHours(3));
    private final AtomicInteger changes = new AtomicInteger();
    private volatile String changing = "";
    private final Semaphore carriedOut = new Semaphore(0);
    private volatile Runnable atChange = () -> {};
    private AwsStage aws;
    private LambdaClient lambda;
    private Path log;

    @BeforeEach
    void aFunctionWithTwoVersions() throws Exception {
        assumeThat(Path.of("/bin/bash")).exists();
        ModelSettings model = ModelSettings.none().toBuilder()
                .observer(new CallObserver() {
                    @Override
                    public void arrived(String operation, String resource) {
                        if (operation.equals(changing)) {
                            changes.incrementAndGet();
                            atChange.run();
                        }
                    }

                    @Override
                    public void carriedOut(String operation, String resource) {
                        if (operation.equals(changing)) {
                            carriedOut.release();
                        }
                    }
                })
                .build();
        aws = new AwsStage(
                folder,
                Settings.defaults().toBuilder()
                        .updateDelay(Duration.ofMillis(1))
                        .model(model)
                        .build());
        lambda = aws.lambda();
        aws.createWithTwoVersions("checkout", Map.of());
        log = folder.resolve("log");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    /** Writes an invocation a second. */
    private void invocations(int fromSecond, int toSecond, int millis) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int second = fromSecond; second < toSecond; second++) {
            lines.addAll(InvocationLines.of(begin.plusSeconds(second), second, "$LATEST", millis));
        }
        Files.write(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(ForkedCli.command(
                        aws.options(),
                        List.of(
                                "watch",
                                "--file",
                                folder.resolve("thresholds.yaml").toString(),
                                "--platform",
                                "aws",
                                "--log",
                                log.toString(),
                                "--state",
                                folder.resolve("watch.json").toString(),
                                "--once",
                                "--act")))
                .redirectErrorStream(true)
                .start();
    }

    private static String said(Process process, int exit) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(exit);
        return said;
    }

    /** Kills the watch when AWS has its change and has not yet carried it out; then AWS does so for nobody. */
    private String killedAtItsChange() throws Exception {
        Process[] process = new Process[1];
        CountDownLatch started = new CountDownLatch(1);
        atChange = () -> {
            try {
                started.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            process[0].destroyForcibly().onExit().join();
        };
        process[0] = start();
        started.countDown();
        String said = said(process[0], KILLED);
        assertThat(carriedOut.tryAcquire(1, TimeUnit.MINUTES)).as(said).isTrue();
        return said;
    }

    private String setting() {
        return lambda.getFunctionConfiguration(r -> r.functionName("checkout")).memorySize() + " MB, version "
                + lambda.getAlias(r -> r.functionName("checkout").name("live")).functionVersion();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "UpdateFunctionConfiguration; memory: 512MB; 512 MB, version 2",
                "UpdateAlias; alias: { live: previous }; 256 MB, version 1"
            })
    void kill9InAStepAndInItsUndoRepeatsNeither(String operation, String action, String taken) throws Exception {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                    actions: [{ after: 0s, %s, undo: true }]
                """.formatted(action));
        String before = setting();
        changing = operation;

        invocations(0, SLOW_UNTIL, 300);
        assertThat(killedAtItsChange()).contains("ALARM", "step 1").doesNotContain(": done");
        assertThat(setting()).as("though nobody heard of it").isEqualTo(taken);

        invocations(SLOW_UNTIL, QUICK_UNTIL, 20);
        assertThat(killedAtItsChange())
                .contains("done (found done when the watch started again)", "RECOVERED", "is being taken back")
                .doesNotContain(": taken back");
        assertThat(setting()).as("so was the way back").isEqualTo(before);

        atChange = () -> {};
        assertThat(said(start(), 0)).contains("taken back (found as before)").doesNotContain("ALARM", ": begins");
        assertThat(setting()).isEqualTo(before);
        assertThat(changes).as("one change and one back, none repeated").hasValue(2);
        assertThat(said(start(), 0)).doesNotContain("step 1");
    }
}
