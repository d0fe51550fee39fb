package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.ForkedCli;
import io.coldgate.fixture.Signals;
import io.coldgate.run.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the embedded Lambda, with this repository's real Go functions. */
@Tag("process")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CheckEndToEndTest {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void buildTheFunctions() throws Exception {
        GateFolder.build("hello", "regressed");
    }

    @BeforeEach
    void copyThePackages() throws IOException {
        gate = new GateFolder(folder);
        gate.copy("hello", "hello.zip");
        gate.copy("regressed", "regressed.zip");
    }

    @Test
    void aFunctionWithinItsBudgetsPassesAndTheVerdictCanBeRepeated() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    environment: { GREETING: "kept" }
                    budgets:
                      init_cpu: { p50: 20s }
                      init_duration: { p50: 60s }
                      max_memory: { max: 512MB }
                    artifact: { files: 1, stripped: true, static: true }
                """);

        int exit = gate.coldgate("check", "--seed", "7");

        assertThat(exit).as(gate.text()).isZero();
        JsonNode report = new ObjectMapper()
                .readTree(folder.resolve("coldgate-out/report.json").toFile());
        assertThat(report.path("verdict").asText()).isEqualTo("PASS");
        assertThat(report.path("seed").asLong()).isEqualTo(7);
        assertThat(report.path("checks")).hasSize(6);
        assertThat(report.path("functions").get(0).path("discarded").asInt()).isEqualTo(3);
        for (String name : List.of("results.jsonl", "junit.xml", "summary.md")) {
            assertThat(folder.resolve("coldgate-out").resolve(name)).isNotEmptyFile();
        }
        String table = gate.takeOut();
        assertThat(gate.judge()).isZero();
        assertThat(gate.out()).isEqualTo(GateFolder.withoutPage(table));
    }

    @Test
    void theRegressedFunctionTurnsTheGateRed() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_cpu: { p50: 20s } }
                  regressed:
                    package: regressed.zip
                    budgets: { init_cpu: { p50: 30ms } }
                """);

        int exit = gate.coldgate("check", "--explain", "never");

        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out())
                .contains("FAIL     regressed")
                .contains("PASS     hello")
                .containsPattern("thresholds.yaml:8:\\d+: regressed init_cpu p50: FAIL: p50 > 30.0 ms proven");
    }

    @Test
    void aFunctionThatNeverStartsCouldNotBeMeasuredAndItsLastOutputIsShown() throws Exception {
        Path bootstrap = folder.resolve("broken/bootstrap");
        Files.createDirectories(bootstrap.getParent());
        Files.writeString(bootstrap, "#!/bin/sh\necho no database today >&2\nexit 3\n");
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
        gate.thresholds("""
                version: 1
                functions:
                  broken:
                    package: broken
                    budgets: { init_duration: { p50: 1s } }
                """);

        int exit = gate.coldgate("check");

        assertThat(exit).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out())
                .contains("could not measure broken: 3 of 3 starts failed: Runtime.ExitError")
                .contains("exit status 3")
                .contains("no database today");
    }

    @Test
    void aTimeLimitBeforeTheFirstSampleIsNoPass() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_duration: { p50: 60s } }
                """);

        assertThat(gate.coldgate("check", "--time-limit", "1ns"))
                .as(gate.text())
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out()).contains("NOT MEASURED: ").contains("the time limit came after 0");
    }

    @Test
    void aPackageThatIsNoZipIsAConfigurationErrorAndNothingIsDeployed() throws Exception {
        Files.writeString(folder.resolve("text.zip"), "not a zip at all");
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: text.zip
                    budgets: { init_duration: { p50: 1s } }
                """);

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err())
                .contains("thresholds.yaml:4:5: functions.hello.package: ")
                .contains("is neither a zip nor an executable")
                .contains("nothing was deployed");
        assertThat(folder.resolve("coldgate-out/results.jsonl")).doesNotExist();
    }

    /** Otherwise judge would repeat the verdict of other code. */
    @Test
    void aRunWithoutAVerdictSetsTheResultsOfTheOneBeforeAside() throws Exception {
        String text = """
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    sampling: { discard: 0 }
                    budgets: { init_duration: { p50: 10s } }
                """;
        gate.thresholds(text);
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        String measured = Files.readString(folder.resolve("coldgate-out/results.jsonl"));
        gate.thresholds(text.replace("package:", "build: sh -c 'exit 1'\n    package:"));

        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);

        assertThat(gate.judge()).as(gate.text()).isEqualTo(ExitCode.USAGE);
        assertThat(gate.err()).contains("results.jsonl: no such file").contains("the last run had no verdict");
        Path earlier = folder.resolve("coldgate-out/results.earlier.jsonl");
        assertThat(earlier).hasContent(measured);
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(earlier).hasContent(measured);

        gate.thresholds(text);
        assertThat(gate.coldgate("judge", earlier.toString())).as(gate.text()).isZero();
        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(earlier).doesNotExist();
    }

    @Test
    void aKilledRunLeavesResultsThatCanBeJudgedAndNoProcess() throws Exception {
        Process run = startedRunWithSamples();

        run.destroyForcibly().waitFor();

        assertNoProcessIsLeft();
        assertThat(gate.judge()).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.out())
                .contains("NOT MEASURED")
                .containsPattern("no verdict yet when the run ended|nothing was measured");
    }

    @Test
    void anInterruptedRunStoresItsResultsCleansUpAndExitsWith130() throws Exception {
        Signals.assumeInterruptsArrive();
        Process run = startedRunWithSamples();

        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(run.waitFor()).as(gate.text()).isEqualTo(ExitCode.INTERRUPTED);
        assertNoProcessIsLeft();
        List<String> lines = Files.readAllLines(folder.resolve("coldgate-out/results.jsonl"));
        assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"end\"").contains("interrupted");
        assertThat(folder.resolve("coldgate-out/report.json")).isNotEmptyFile();
    }

    /** A run that stays undecided for long: its quantile needs 3423 samples at least. */
    private Process startedRunWithSamples() throws Exception {
        gate.thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_duration: { p99.9: 60s } }
                """);
        Process run = new ProcessBuilder(ForkedCli.command(
                        "check", "--file", folder.resolve("thresholds.yaml").toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("run.log").toFile())
                .start();
        Path results = folder.resolve("coldgate-out/results.jsonl");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.exists(results) || !Files.readString(results).contains("\"type\":\"sample\"")) {
            assertThat(run.isAlive())
                    .as("the run ended early: %s", Files.readString(folder.resolve("run.log")))
                    .isTrue();
            assertThat(System.nanoTime()).as("no sample came").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return run;
    }

    /** The watchdog ends what a killed server leaves; the function's process carries its name in its environment. */
    private void assertNoProcessIsLeft() throws Exception {
        String name = Files.readAllLines(folder.resolve("coldgate-out/results.jsonl")).stream()
                .filter(line -> line.contains("\"type\":\"deployed\""))
                .map(line -> line.replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"))
                .findFirst()
                .orElseThrow();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (someProcessHas("AWS_LAMBDA_FUNCTION_NAME=" + name)) {
            assertThat(System.nanoTime()).as("a process of %s is left", name).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static boolean someProcessHas(String text) throws IOException {
        Path proc = Path.of("/proc");
        if (!Files.isDirectory(proc)) {
            return false;
        }
        try (Stream<Path> processes = Files.list(proc)) {
            return processes
                    .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .anyMatch(path -> environmentOf(path).contains(text));
        }
    }

    private static String environmentOf(Path process) {
        try {
            return new String(Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            // The process ended meanwhile, or belongs to somebody else.
            return "";
        }
    }
}
