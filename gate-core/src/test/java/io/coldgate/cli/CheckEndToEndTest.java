package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The main job on the embedded Lambda, with this repository's real Go functions. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CheckEndToEndTest {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath();
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void buildTheFunctions() throws Exception {
        Process build = new ProcessBuilder("ci/build-function", "functions/hello", "functions/regressed")
                .directory(ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(build.waitFor()).as("ci/build-function").isZero();
    }

    @BeforeEach
    void copyThePackages() throws IOException {
        Files.copy(ROOT.resolve("functions/hello/function.zip"), folder.resolve("hello.zip"));
        Files.copy(ROOT.resolve("functions/regressed/function.zip"), folder.resolve("regressed.zip"));
    }

    @Test
    void aFunctionWithinItsBudgetsPassesAndTheVerdictCanBeRepeated() throws Exception {
        thresholds("""
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

        int exit = coldgate("check", "--seed", "7");

        assertThat(exit).as(text()).isZero();
        JsonNode report = new ObjectMapper()
                .readTree(folder.resolve("coldgate-out/report.json").toFile());
        assertThat(report.path("verdict").asText()).isEqualTo("PASS");
        assertThat(report.path("seed").asLong()).isEqualTo(7);
        assertThat(report.path("checks")).hasSize(6);
        assertThat(report.path("functions").get(0).path("discarded").asInt()).isEqualTo(3);
        for (String name : List.of("results.jsonl", "junit.xml", "summary.md")) {
            assertThat(folder.resolve("coldgate-out").resolve(name)).isNotEmptyFile();
        }
        String table = out.toString(StandardCharsets.UTF_8);
        out.reset();
        assertThat(coldgate("judge", folder.resolve("coldgate-out").toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(table);
    }

    @Test
    void theRegressedFunctionTurnsTheGateRed() throws Exception {
        thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_cpu: { p50: 20s } }
                  regressed:
                    package: regressed.zip
                    budgets: { init_cpu: { p50: 30ms } }
                """);

        int exit = coldgate("check");

        assertThat(exit).as(text()).isEqualTo(ExitCode.FAIL);
        assertThat(out.toString(StandardCharsets.UTF_8))
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
        thresholds("""
                version: 1
                functions:
                  broken:
                    package: broken
                    budgets: { init_duration: { p50: 1s } }
                """);

        int exit = coldgate("check");

        assertThat(exit).as(text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("coldgate: could not measure broken: none of its first 3 starts worked: Runtime.ExitError")
                .contains("exit status 3")
                .contains("no database today");
    }

    @Test
    void aTimeLimitBeforeTheFirstSampleIsNoPass() throws Exception {
        thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_duration: { p50: 60s } }
                """);

        assertThat(coldgate("check", "--time-limit", "1ns")).as(text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("INCONCLUSIVE: ")
                .contains("the time limit came after 0");
    }

    @Test
    void aPackageThatIsNoZipIsAConfigurationErrorAndNothingIsDeployed() throws Exception {
        Files.writeString(folder.resolve("text.zip"), "not a zip at all");
        thresholds("""
                version: 1
                functions:
                  hello:
                    package: text.zip
                    budgets: { init_duration: { p50: 1s } }
                """);

        assertThat(coldgate("check")).as(text()).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("thresholds.yaml:4:5: functions.hello.package: ")
                .contains("not a readable zip")
                .contains("nothing was deployed");
        assertThat(folder.resolve("coldgate-out/results.jsonl")).doesNotExist();
    }

    @Test
    void aKilledRunLeavesResultsThatCanBeJudgedAndNoProcess() throws Exception {
        Process run = startedRunWithSamples();

        run.destroyForcibly().waitFor();

        assertNoProcessIsLeft();
        assertThat(coldgate("judge", folder.resolve("coldgate-out").toString()))
                .as(text())
                .isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("INCONCLUSIVE")
                .contains("the samples end after");
    }

    @Test
    void anInterruptedRunStoresItsResultsCleansUpAndExitsWith130() throws Exception {
        Process run = startedRunWithSamples();

        new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();

        assertThat(run.waitFor()).as(text()).isEqualTo(ExitCode.INTERRUPTED);
        assertNoProcessIsLeft();
        List<String> lines = Files.readAllLines(folder.resolve("coldgate-out/results.jsonl"));
        assertThat(lines.get(lines.size() - 1)).contains("\"type\":\"end\"").contains("interrupted");
        assertThat(folder.resolve("coldgate-out/report.json")).isNotEmptyFile();
    }

    /** A run that stays undecided for long: its quantile needs 3423 samples at least. */
    private Process startedRunWithSamples() throws Exception {
        thresholds("""
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets: { init_duration: { p99.9: 60s } }
                """);
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.coldgate.cli.Main",
                        "check",
                        "--file",
                        folder.resolve("thresholds.yaml").toString())
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

    private void thresholds(String text) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), text);
    }

    private int coldgate(String command, String... more) {
        String[] args = Stream.concat(
                        Stream.of(
                                command,
                                "--file",
                                folder.resolve("thresholds.yaml").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false);
        return Cli.run(terminal, args);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
