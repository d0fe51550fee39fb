package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.GitRepository;
import io.coldgate.run.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Candidates against baselines on the embedded Lambda, with a real Go function that burns as much CPU as it is told.
 */
@Tag("process")
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RegressionEndToEndTest {

    @TempDir
    Path folder;

    private GateFolder gate;

    @BeforeAll
    static void buildTheFunctions() throws Exception {
        GateFolder.build("hello", "regressed");
    }

    @BeforeEach
    void openTheFolder() {
        gate = new GateFolder(folder);
    }

    @Test
    void aFunctionThatIsAFifthSlowerThanItsBaselineFailsATenthOfTolerance() throws Exception {
        gate.copy("regressed", "function.zip");
        gate.thresholds("""
                version: 1
                functions:
                  slower:
                    package: function.zip
                    environment: { BURN: 60ms }
                    baseline: { environment: { BURN: 50ms } }
                    regression: { init_cpu: { p50: +10% } }
                """);

        assertThat(gate.coldgate("check", "--explain", "never")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.out())
                .contains("p50 over +10 % of baseline proven")
                .containsPattern("FAIL +slower +init_cpu +p50 +[\\d.]+ -> [\\d.]+ ms, \\+[12]\\d");
        assertThat(gate.judge()).isEqualTo(ExitCode.FAIL);
    }

    @Test
    void aFunctionAgainstItselfNeverFails() throws Exception {
        gate.copy("regressed", "function.zip");
        gate.thresholds("""
                version: 1
                functions:
                  same:
                    package: function.zip
                    environment: { BURN: 50ms }
                    baseline: { environment: { UNUSED: "1" } }
                    regression: { init_cpu: { p50: +10% } }
                    budgets: { init_cpu: { p50: 20s } }
                """);

        assertThat(gate.coldgate("check", "--verbose")).as(gate.text()).isZero();
        assertThat(gate.out()).contains("2 × ");
        assertThat(gate.err())
                .contains("same candidate discarded 1:", "same baseline discarded 1:")
                .contains("same candidate sample 1:", "same baseline sample 1:");
        assertThat(gate.judge()).isZero();
    }

    @Test
    void aCandidateIsComparedWithAGitRef() throws Exception {
        gate.copy("hello", "function.zip");
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    package: function.zip
                    baseline: { ref: HEAD }
                    regression: { init_cpu: { p50: +50% } }
                """);
        GitRepository.of(folder).commit("as it was");
        gate.copy("regressed", "function.zip");

        assertThat(gate.coldgate("check", "--explain", "never")).as(gate.text()).isEqualTo(ExitCode.FAIL);
    }

    @Test
    void twoWaysToBuildOneFunctionAreCompared() throws Exception {
        gate.copy("hello", "hello.zip");
        gate.copy("regressed", "regressed.zip");
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    build: cp regressed.zip function.zip
                    package: function.zip
                    baseline: { build: cp hello.zip other.zip, package: other.zip }
                    regression: { init_cpu: { p50: +50% } }
                """);

        assertThat(gate.coldgate("check", "--explain", "never")).as(gate.text()).isEqualTo(ExitCode.FAIL);
        assertThat(gate.err()).contains("building checkout", "building the baseline of checkout");

        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    package: function.zip
                    baseline: { build: sh -c 'echo no rule >&2; false', package: other.zip }
                    regression: { init_cpu: { p50: +50% } }
                """);
        assertThat(gate.coldgate("check")).as(gate.text()).isEqualTo(ExitCode.COULD_NOT_MEASURE);
        assertThat(gate.err())
                .contains("thresholds.yaml:5:17: functions.checkout.baseline.build: the build ended with exit code 1:")
                .contains("| no rule");
    }

    @Test
    void aSweepTakesEachBuildBeforeTheNextOneOverwritesIt() throws Exception {
        gate.copy("hello", "hello.zip");
        gate.copy("regressed", "regressed.zip");
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    package: function.zip
                    budgets: { init_cpu: { p50: 20s } }
                """);

        assertThat(gate.coldgate(
                        "sweep",
                        "--build",
                        "slow=cp regressed.zip function.zip",
                        "--build",
                        "fast=cp hello.zip function.zip",
                        "--starts",
                        "20"))
                .as(gate.text())
                .isZero();

        assertThat(gate.out()).contains("fast; proven better than slow");
    }

    @Test
    void theCandidateItselfAtItsRefIsIdenticalAndNothingIsMeasuredForIt() throws Exception {
        gate.copy("hello", "function.zip");
        gate.thresholds("""
                version: 1
                functions:
                  checkout:
                    package: function.zip
                    baseline: { ref: HEAD }
                    budgets: { init_cpu: { p50: 20s } }
                    regression: { init_cpu: { p50: +50% } }
                """);
        GitRepository.of(folder).commit("as it is");

        assertThat(gate.coldgate("check")).as(gate.text()).isZero();
        assertThat(gate.out())
                .containsPattern("PASS +checkout +init_cpu +p50 +identical package +≤ \\+50 % of baseline")
                .doesNotContain("2 × ");
        String results = Files.readString(gate.output().resolve("results.jsonl"));
        assertThat(results).contains("\"type\":\"identical\"").doesNotContain("\"arm\":\"baseline\"");
        assertThat(Files.readString(gate.output().resolve("report.json"))).contains("\"identical_package\"");
        assertThat(Files.readString(gate.output().resolve("report.html")))
                .contains("identical package")
                .doesNotContain("Candidate against baseline");
        gate.takeOut();
        assertThat(gate.judge()).as(gate.text()).isZero();
        assertThat(gate.out()).contains("identical package");
    }
}
