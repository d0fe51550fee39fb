package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.run.ExitCode;
import io.coldgate.run.watch.WatchOptions;
import io.coldgate.run.watch.WatchRun;
import io.coldgate.unit.Pacing;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code coldgate watch --once -} on a pipe whose writer is slower than its reader. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchPipeTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private static InputStream lines(int fromSecond, int toSecond, int millis) {
        List<String> lines = new ArrayList<>();
        for (int second = fromSecond; second < toSecond; second++) {
            lines.addAll(InvocationLines.of(BEGIN.plusSeconds(second), second, "$LATEST", millis));
        }
        return new ByteArrayInputStream((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing comes through it until the watch has read all that was there, and waits. */
    private static final class Gap extends InputStream {
        private final CountDownLatch waits = new CountDownLatch(1);

        @Override
        public int read() {
            try {
                waits.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }
    }

    private int watch(NotedWatch noted, InputStream first, InputStream then) throws Exception {
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                """);
        Gap gap = new Gap();
        Pacing pacing = new Pacing() {
            @Override
            public long nanos() {
                return Pacing.SYSTEM.nanos();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                gap.waits.countDown();
                Pacing.SYSTEM.pause(Duration.ofMillis(1));
            }
        };
        WatchOptions options = WatchOptions.builder()
                .file(folder.resolve("thresholds.yaml"))
                .state(folder.resolve("state"))
                .input(Optional.of(new SequenceInputStream(new SequenceInputStream(first, gap), then)))
                .once(true)
                .build();
        return new WatchRun(options, noted, pacing).run();
    }

    @Test
    void aPauseOfTheWriterIsNotTheEnd() throws Exception {
        NotedWatch noted = new NotedWatch();

        assertThat(watch(noted, lines(0, 600, 20), lines(600, 1800, 300))).isEqualTo(ExitCode.FAIL);

        assertThat(noted.status().calls()).isEqualTo(1800);
    }

    @Test
    void aWriterThatBeginsLateIsWaitedFor() throws Exception {
        NotedWatch noted = new NotedWatch();

        assertThat(watch(noted, InputStream.nullInputStream(), lines(0, 600, 20)))
                .isEqualTo(ExitCode.PASS);

        assertThat(noted.status().calls()).isEqualTo(600);
    }
}
