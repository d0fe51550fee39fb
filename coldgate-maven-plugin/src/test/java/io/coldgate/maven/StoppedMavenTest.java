package io.coldgate.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of Maven's JVM in the middle of a measurement: the gate and its function end with it, in order. */
@Tag("process")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class StoppedMavenTest {
    @TempDir
    Path project;

    private Process maven;
    private List<ProcessHandle> below = List.of();

    /** Starts the goal, and waits until a function's process runs, which never gets ready. */
    @BeforeEach
    void measure() throws Exception {
        Path started = project.resolve("started");
        Files.writeString(project.resolve("bootstrap"), "#!/bin/sh\n: > " + started + "\nexec sleep 600\n");
        Files.writeString(project.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    package: bootstrap
                    timeout: 5m
                    budgets: { init_duration: { p50: 1s } }
                """);
        maven = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoppedMaven.class.getName(),
                        project.toString())
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("log").toFile())
                .start();
        while (!Files.exists(started)) {
            assertThat(maven.isAlive()).as(() -> log()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        below = maven.descendants().toList();
        assertThat(below).hasSizeGreaterThan(1);
    }

    @AfterEach
    void leaveNothing() {
        below.forEach(ProcessHandle::destroyForcibly);
        maven.destroyForcibly();
    }

    private String log() {
        try {
            return Files.readString(project.resolve("log"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return String.valueOf(e);
        }
    }

    private void awaitTheEndOfAll() throws Exception {
        for (ProcessHandle process : below) {
            process.onExit().get(2, TimeUnit.MINUTES);
        }
    }

    @Test
    void aKilledMavenLeavesNoGateBehind() throws Exception {
        maven.destroyForcibly().waitFor();

        awaitTheEndOfAll();

        Path output = project.resolve("target/coldgate");
        assertThat(output.resolve("results.jsonl")).content().contains("\"type\":\"end\"");
        try (FileChannel file = FileChannel.open(output.resolve(".lock"), StandardOpenOption.WRITE);
                FileLock free = file.tryLock()) {
            assertThat(free).as("the lock of the folder").isNotNull();
        }
    }

    @Test
    void anInterruptedMavenSaysThatThereIsNoVerdict() throws Exception {
        maven.destroy();
        maven.waitFor();

        awaitTheEndOfAll();

        assertThat(log()).contains("failed: coldgate: interrupted: no verdict").doesNotContain("Exception", "closed");
    }
}
