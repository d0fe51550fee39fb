package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.ExitCode;
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

/** Functions against themselves on the embedded Lambda, with this repository's Go function. */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class CalibrateEndToEndTest {
    private static final Path ROOT =
            Path.of(System.getProperty("coldgate.root", "..")).toAbsolutePath();

    @TempDir
    Path folder;

    private final CapturedCli cli = new CapturedCli();

    @BeforeAll
    static void buildTheFunction() throws Exception {
        Process build = new ProcessBuilder("ci/build-function", "functions/hello")
                .directory(ROOT.toFile())
                .inheritIO()
                .start();
        assertThat(build.waitFor()).as("ci/build-function").isZero();
    }

    @BeforeEach
    void writeTheThresholds() throws Exception {
        Files.copy(ROOT.resolve("functions/hello/function.zip"), folder.resolve("hello.zip"));
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  hello:
                    package: hello.zip
                    budgets:
                      init_duration: { p50: 20s, p95: 60s }
                      init_cpu: { p50: 1ns }
                  other:
                    package: hello.zip
                    budgets: { max_memory: { p50: 1GB } }
                """);
    }

    @Test
    void theNoiseOfAFunctionIsPrintedWithBudgetsAndForecasts() {
        int exit = coldgate("calibrate", "hello", "--rounds", "12", "--seed", "7");

        assertThat(exit).as(text()).isZero();
        assertThat(cli.out())
                .startsWith("Calibration: each function against itself, 12 rounds, on embedded; seed 7\n")
                .contains("hello: 12 rounds, 24 cold starts\n")
                .containsPattern("init_duration: \\{ p50: [0-9.]+m?s, p95: [0-9.]+m?s }")
                .containsPattern("init_duration p50 ≤ 20\\.0 s +about 10 cold starts; PASS 100 %, FAIL 0 %")
                .containsPattern("init_duration p95 ≤ 60\\.0 s +about 67 cold starts; PASS 100 %")
                .containsPattern("init_cpu p50 ≤ 1 ns +about 10 cold starts; PASS 0 %, FAIL 100 %")
                .doesNotContain("\nother:");
        assertThat(folder.resolve("coldgate-out/calibrate/results.jsonl")).isNotEmptyFile();
        assertThat(folder.resolve("coldgate-out/calibrate/report.json")).doesNotExist();
    }

    @Test
    void allFunctionsAreMeasuredAndJsonIsPrinted() throws Exception {
        int exit = coldgate("calibrate", "--rounds", "10", "--json", "--quiet");

        assertThat(exit).as(text()).isZero();
        JsonNode json = new ObjectMapper().readTree(cli.out());
        assertThat(json.path("functions")).hasSize(2);
        JsonNode other = json.path("functions").get(1);
        assertThat(other.path("coldStarts").asInt()).isEqualTo(20);
        assertThat(other.path("metrics").findValuesAsText("metric")).contains("init_duration", "max_memory");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void aChecksReportsStayWhereTheyAre() throws Exception {
        Path check = Files.createDirectories(folder.resolve("coldgate-out"));
        for (String name : List.of("report.json", "report.html", "results.jsonl")) {
            Files.writeString(check.resolve(name), "a check's");
        }

        assertThat(coldgate("calibrate", "hello", "--rounds", "10", "--quiet"))
                .as(text())
                .isZero();
        assertThat(coldgate("calibrate", "hello", "--rounds", "10", "--output", check.toString()))
                .isEqualTo(ExitCode.USAGE);

        assertThat(cli.err()).contains("holds a check's reports");
        for (String name : List.of("report.json", "report.html", "results.jsonl")) {
            assertThat(check.resolve(name)).hasContent("a check's");
        }
        assertThat(check.resolve("calibrate/results.jsonl")).isNotEmptyFile();
    }

    @Test
    void noCheckIsEverJudgedByACalibration() {
        assertThat(coldgate("calibrate", "hello", "--rounds", "10", "--quiet"))
                .as(text())
                .isZero();

        int exit = coldgate("judge", folder.resolve("coldgate-out/calibrate").toString());

        assertThat(exit).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("these results are of a calibration");
    }

    @Test
    void aFunctionThatNeverStartsCouldNotBeMeasured() throws Exception {
        Path bootstrap = Files.createDirectories(folder.resolve("broken")).resolve("bootstrap");
        Files.writeString(bootstrap, "#!/bin/sh\nexit 3\n");
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("thresholds.yaml"), """
                version: 1
                functions:
                  broken: { package: broken, budgets: { init_duration: { p50: 1s } } }
                """);

        assertThat(coldgate("calibrate")).as(text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(text()).contains("could not measure broken: 3 of 3 starts failed: Runtime.ExitError: exit status 3");
    }

    @Test
    void mistakesAreSaidBeforeAnythingIsMeasured() {
        assertThat(coldgate("calibrate", "--rounds", "9")).isEqualTo(ExitCode.USAGE);
        assertThat(coldgate("calibrate", "nobody")).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err())
                .contains("--rounds: 9: must be between 10 and 10000")
                .contains("\"nobody\" matches no function of");
    }

    @Test
    void aFirstFileHasBudgetsThatWereMeasured() throws Exception {
        Files.delete(folder.resolve("thresholds.yaml"));
        Path bootstrap = Files.createDirectories(folder.resolve("broken")).resolve("bootstrap");
        Files.writeString(bootstrap, "#!/bin/sh\nexit 3\n");
        assertThat(bootstrap.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("template.yaml"), """
                Resources:
                  Broken:
                    Type: AWS::Serverless::Function
                    Properties: { CodeUri: broken/, Runtime: provided.al2023, Timeout: 5 }
                """);

        int exit = cli.run("init", folder.toString());

        assertThat(exit).as(text()).isZero();
        assertThat(folder.resolve("thresholds.yaml"))
                .content()
                .contains("  hello:\n", "# measured here", "#   template.yaml: Broken: 3 of 3 starts failed")
                .containsPattern("init_(cpu|duration): \\{ p50: [0-9.]+m?s, p95: [0-9.]+m?s }");
        assertThat(coldgate("check", "--dry-run")).as(text()).isZero();
    }

    private int coldgate(String command, String... more) {
        String[] args = Stream.concat(
                        Stream.of(
                                command,
                                "--file",
                                folder.resolve("thresholds.yaml").toString()),
                        Stream.of(more))
                .toArray(String[]::new);
        return cli.run(args);
    }

    private String text() {
        return cli.text();
    }
}
