package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.coldgate.fixture.ForkedCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A watch that is killed, and lines that come as they should not. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class WatchFaultsTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private GateFolder gate;
    private Path log;

    @BeforeEach
    void aFile() throws Exception {
        gate = new GateFolder(folder);
        log = folder.resolve("log");
        thresholds("");
    }

    private void thresholds(String actions) throws IOException {
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    watch: { duration: { p95: 100ms, over: 5m } }
                """ + actions.indent(4));
    }

    private static List<String> lines(int fromSecond, int toSecond, double millis) {
        List<String> lines = new ArrayList<>();
        for (int second = fromSecond; second < toSecond; second++) {
            lines.addAll(InvocationLines.of(BEGIN.plusSeconds(second), second, "$LATEST", millis));
        }
        return lines;
    }

    private void write(List<String> lines) throws IOException {
        Files.write(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private int watch(String... more) {
        List<String> words = new ArrayList<>(List.of(
                "--log", log.toString(), "--state", folder.resolve("state").toString(), "--once"));
        words.addAll(List.of(more));
        return gate.coldgate("watch", words.toArray(String[]::new));
    }

    @Test
    void linesThatWereCountedAreNotCountedAgain() throws Exception {
        write(lines(0, 600, 20));
        assertThat(watch()).as(gate.text()).isZero();
        assertThat(gate.takeOut()).contains(" 600 invocations");
        write(lines(600, 900, 20));
        assertThat(watch()).as(gate.text()).isZero();
        assertThat(gate.takeOut()).contains(" 900 invocations");
        assertThat(watch()).isZero();
        assertThat(gate.takeOut()).contains(" 900 invocations");
    }

    @Test
    void linesThatComeTwiceCountOnceAndLateOnesAreTold() throws Exception {
        write(lines(0, 900, 20));
        write(lines(850, 900, 20));
        write(lines(-30, 0, 20).stream()
                .map(line -> line.replace("-0000000000", "-7770000000"))
                .toList());
        assertThat(watch()).as(gate.text()).isZero();
        assertThat(gate.out()).contains(" 900 invocations, 30 too late");
    }

    @Test
    void aLineFromTheFutureStopsNothing() throws Exception {
        write(lines(0, 300, 20));
        write(List.of("2199-01-01T00:00:00Z REPORT RequestId: 10000000-0000-0000-0000-000000000000\tDuration: 9 ms\t"));
        write(lines(300, 600, 20));
        assertThat(watch()).as(gate.text()).isZero();
        assertThat(gate.out()).contains(" 600 invocations, 1 from the future");
    }

    @Test
    void noInvocationIsNoSuccess() throws Exception {
        write(List.of());
        assertThat(watch()).isEqualTo(4);
        assertThat(gate.err()).contains("checkout: no invocation was read");
    }

    @Test
    void linesWithoutOneOfAnInvocationAreCountedInTheMessage() throws Exception {
        write(List.of("hello", "REPORT of the week", "{\"level\": \"INFO\"}"));
        assertThat(watch()).isEqualTo(4);
        assertThat(gate.err())
                .contains("checkout: 3 lines were read, none of them a START or REPORT line, so nothing is known")
                .hasLineCount(1);
    }

    @Test
    void anInvocationThatOnlyBeganIsNotCalledAnotherLine() throws Exception {
        write(List.of("hello", lines(0, 1, 20).get(0)));
        assertThat(watch()).isEqualTo(4);
        assertThat(gate.err()).contains("checkout: no invocation was read");
    }

    @Test
    void anObjectiveWithoutAnInvocationIsNotOk() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    watch: { init_duration: { p95: 250ms } }
                """);
        write(lines(0, 600, 20));

        assertThat(watch("--status", folder.resolve("page.html").toString())).isEqualTo(4);

        assertThat(gate.out()).contains("checkout no data  init_duration.p95 no invocation  600 invocations");
        assertThat(gate.err())
                .contains("checkout: no invocation counted for an objective yet, so nothing is known about it")
                .hasLineCount(1);
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("no data")
                .doesNotContain("within");
    }

    @Test
    void aFunctionThatStaysWarmIsKnownByItsOtherObjectives() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    watch: { init_duration: { p95: 250ms }, duration: { p95: 100ms, over: 5m } }
                """);
        write(lines(0, 600, 20));

        assertThat(watch("--status", folder.resolve("page.html").toString()))
                .as(gate.text())
                .isZero();

        assertThat(gate.out()).contains("checkout ok  ").contains("init_duration.p95 no invocation");
        assertThat(Files.readString(folder.resolve("page.html")))
                .contains("objectives that had invocations are met, nothing is known about the others")
                .contains("no data");
    }

    @Test
    void stepsAreOnlySaidWithoutActAndAStandingAlarmIsAFailure() throws Exception {
        thresholds("actions: [{ run: \"sh -c 'echo x >> ran'\" }]");
        write(lines(0, 1500, 300));
        assertThat(watch()).isEqualTo(1);
        assertThat(gate.out()).contains("ALARM: duration.p95 299 ms").contains("would be taken; --act takes it");
        assertThat(folder.resolve("ran")).doesNotExist();
        write(lines(1500, 3000, 300));
        assertThat(watch("--act")).isEqualTo(1);
        assertThat(folder.resolve("ran")).content().isEqualTo("x\n");
        write(lines(3000, 3600, 300));
        assertThat(watch("--act")).isEqualTo(1);
        assertThat(folder.resolve("ran")).content().isEqualTo("x\n");
    }

    @Test
    void aFileThatIsNoStateIsNotOverwritten() throws Exception {
        Files.writeString(folder.resolve("state"), "{}");
        write(lines(0, 10, 20));
        assertThat(watch()).isEqualTo(2);
        assertThat(gate.err()).contains("is not the state of a watch of this version");
        assertThat(folder.resolve("state")).content().isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"alarm\":\\[[^\\]]*\\]; \"alarm\":[1,2]",
                "\"alarm\":\\[[^\\]]*\\]; \"alarm\":[1,2,3,\"NaN\"]",
                "\"ended\":\\[\\]; \"ended\":null",
                "\"open\":\\[[^\\]]*\\]; \"open\":null",
                "\"window\":\\[\\{; \"window\":[null,{",
                "\"calls\":60,; \"calls\":-1,",
                "\"recoveryEvidence\":[^,]*,; \"recoveryEvidence\":-1,",
                "\"objectives\":\\[[^\\]]*\\]; \"objectives\":[null]",
                "\"objectives\":\\{; \"objectives\":{\"x\":null\\,",
                "\"shown\":\"[^\"]*\",; ''",
                "\"state\":\"DRY\"; \"state\":\"SPOILT\"",
                "\"alarm\":\\[[^\\]]*\\]; \"alarm\":[null,1,1,1]",
                "\"calls\":60,; \"calls\":60.5,",
                "\"calls\":1500,; \"calls\":-5,",
                "\"calls\":1500,; \"calls\":null,",
                "\"calls\":1500,; \"calls\":\"1500\",",
                "\"calls\":1500,; ''",
                "\"number\":1,\"alarmMillis\":[0-9]+; \"number\":1,\"alarmMillis\":9000000000000000000",
                "\"number\":1,\"alarmMillis\":[0-9]+; \"number\":1,\"alarmMillis\":-1",
                "\"index\":[0-9]+; \"index\":9000000000",
                "over PT5M\"; over long\"",
                "\"recoverySlots\":[0-9]+; \"recoverySlots\":-1",
                "\"overSinceMark\":[0-9]+; \"overSinceMark\":900000000",
                "\"times\":\\{\"[0-9]+\":60; \"times\":{\"521\":-60",
                "\"exhausted\":[a-z]+; \"exhausted\":null",
                "\"state\":\"DRY\"; \"state\":2",
                "\"late\":0,; \"late\":0,\"late\":0,",
                "\n$; {}",
                "\"cursor\":\"[^\"]*\"; \"cursor\":null",
                "\"cursor\":\"[^\"]*\"; \"cursor\":\"x\"",
            })
    void aStateThatIsDamagedIsRefusedInALineAndNotOverwritten(String part, String damaged) throws Exception {
        thresholds("actions: [{ after: 0s, memory: 512MB }]");
        write(lines(0, 1500, 300));
        assertThat(watch()).as(gate.text()).isEqualTo(1);
        Path state = folder.resolve("state");
        String whole = Files.readString(state);
        String broken = whole.replaceFirst(part, damaged);
        assertThat(broken).isNotEqualTo(whole);
        Files.writeString(state, broken);
        gate.takeOut();
        assertThat(watch()).as(gate.text()).isEqualTo(2);
        assertThat(gate.err())
                .contains("--state " + state + ": ")
                .contains("remove ")
                .doesNotContain("internal error", "\tat ");
        assertThat(state).content().isEqualTo(broken);
    }

    @Tag("process")
    @Tag("slow")
    @Test
    void aStepThatWasUnderWayWhenTheWatchWasKilledIsToldAndNotRepeated() throws Exception {
        assumeThat(Path.of("/bin/sh")).exists();
        thresholds("actions: [{ run: \"sh -c 'echo x >> ran; exec sleep 600'\" }]");
        write(lines(0, 1500, 300));
        Process run = new ProcessBuilder(ForkedCli.command(
                        "watch",
                        "--file",
                        gate.file().toString(),
                        "--log",
                        log.toString(),
                        "--state",
                        folder.resolve("state").toString(),
                        "--act"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(folder.resolve("ran"))) {
            assertThat(run.isAlive())
                    .as(Files.readString(folder.resolve("run.log")))
                    .isTrue();
            assertThat(System.nanoTime()).as("no step").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        List<ProcessHandle> children = run.descendants().toList();
        run.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);

        write(lines(1500, 1800, 300));
        assertThat(watch("--act")).as(gate.text()).isEqualTo(1);
        assertThat(gate.out())
                .contains("was under way when the watch was killed; not repeated")
                .contains(" 1800 invocations");
        assertThat(folder.resolve("ran")).content().isEqualTo("x\n");
    }
}
