package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several logs of one function, and logs that are too short or too late to say that all is well. */
class WatchedLogsTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
    private static final double FAST = 20;
    private static final double SLOW = 300;

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeEach
    void anObjective() throws IOException {
        gate = new GateFolder(folder);
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                """);
    }

    private void write(String log, int fromSecond, int toSecond, double millis) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int second = fromSecond; second < toSecond; second++) {
            int id = Math.abs(log.hashCode() % 1000) * 1_000_000 + 1000 + second;
            lines.addAll(InvocationLines.of(BEGIN.plusSeconds(second), id, "$LATEST", millis));
        }
        Files.write(folder.resolve(log), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private int watch(List<String> logs, String... more) {
        List<String> words = new ArrayList<>(
                List.of("--once", "--state", folder.resolve("state").toString()));
        logs.forEach(log -> words.addAll(List.of("--log", folder.resolve(log).toString())));
        words.addAll(List.of(more));
        return gate.coldgate("watch", words.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"a.log,b.log", "b.log,a.log"})
    void logsOfTheSameTimeAreCountedWholeInEitherOrder(String first, String second) throws Exception {
        write("a.log", 0, 1800, FAST);
        write("b.log", 0, 1200, SLOW);

        assertThat(watch(List.of(first, second))).as(gate.text()).isEqualTo(1);

        assertThat(gate.out()).contains("ALARM", " 3000 invocations").doesNotContain("too late");
    }

    @Test
    void anOlderPartThatIsNamedLastIsCounted() throws Exception {
        write("log.1", 0, 900, SLOW);
        write("log", 900, 1800, FAST);

        assertThat(watch(List.of("log", "log.1"))).as(gate.text()).isEqualTo(1);

        assertThat(gate.out()).contains("ALARM", " 1800 invocations").doesNotContain("too late");
    }

    @Test
    void logsThatGrewWhileNobodyWatchedAreCountedWhole() throws Exception {
        List<String> logs = List.of("a.log", "b.log");
        for (String log : logs) {
            write(log, 0, 600, FAST);
        }
        assertThat(watch(logs)).as(gate.text()).isZero();
        for (String log : logs) {
            write(log, 600, 2400, FAST);
        }

        assertThat(watch(logs)).as(gate.text()).isZero();

        assertThat(gate.out()).contains(" 4800 invocations").doesNotContain("too late");
    }

    @Test
    void moreLateLinesThanTheObjectiveToleratesAreNoSuccess() throws Exception {
        write("log", 0, 900, FAST);
        assertThat(watch(List.of("log"))).as(gate.text()).isZero();
        write("log", -300, -200, FAST);

        assertThat(watch(List.of("log"))).as(gate.text()).isEqualTo(3);
        assertThat(gate.err())
                .contains("checkout: 100 of 100 invocations were not counted, because their lines came too late or are"
                        + " dated in the future");

        // Few of them hide nothing that counts; those of an earlier watch were told.
        write("log", 900, 1800, FAST);
        write("log", -100, -60, FAST);
        assertThat(watch(List.of("log"))).as(gate.text()).isZero();
    }

    @Test
    void aLogShorterThanTheObjectiveAndOverItIsNotOk() throws Exception {
        write("log", 0, 10, SLOW);
        Path page = folder.resolve("page.html");

        assertThat(watch(List.of("log"), "--status", page.toString()))
                .as(gate.text())
                .isEqualTo(3);

        assertThat(gate.out()).contains(" checkout over so far  duration.p95 299 ms");
        assertThat(Files.readString(page))
                .contains("over so far", "over a limit, in too short a time for the plain rule")
                .doesNotContain("all objectives are met");
    }

    @Test
    void aLogShorterThanTheObjectiveAndWithinItIsOk() throws Exception {
        write("log", 0, 10, FAST);

        assertThat(watch(List.of("log"), "--json")).as(gate.text()).isZero();

        assertThat(gate.out()).contains("\"rule\":\"within\"");
    }
}
