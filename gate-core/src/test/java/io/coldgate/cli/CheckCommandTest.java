package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions that {@code check} selects, its output, and its files. */
class CheckCommandTest extends CliFixture {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello: { package: bootstrap, budgets: { init_duration: { p50: 20 } } }",
                "hello: { package: bootstrap, budgets: { init_duration: { p50: 20ms, p50: 20ms } } }",
                "hello: { package: ../../bootstrap, budgets: { init_duration: { p50: 20ms } } }",
                "hello: { package: bootstrap }",
                "hello: [",
                "\thello: {}"
            })
    void amistakeInTheFileIsToldWithItsPlaceAndNothingIsDeployed(String functions) throws Exception {
        thresholds(functions);

        assertThat(onFile("check")).isEqualTo(2);

        assertThat(err()).containsPattern("thresholds\\.yaml:\\d+:\\d+: ").contains("nothing was measured");
        assertThat(out()).isEmpty();
        nothingWasDeployed();
    }

    @Test
    void aDryRunPrintsThePlanAndDoesNothing() throws Exception {
        thresholds(HELLO
                + "other: { package: bootstrap, sampling: { max: 40 }, budgets: { init_duration: { max: 1s } } }");

        assertThat(onFile("check", "--dry-run")).isZero();

        assertThat(out())
                .contains("hello on embedded, provided.al2023, ")
                .contains("init_duration p50 ≤ 20.0 ms")
                .contains("first possible PASS after 10 cold starts")
                .contains("if a check on init fails, the function is started over 100 more times")
                .contains("every one of up to 40 cold starts")
                .contains("2 functions, 2 checks; 56 cold starts when all are well within budget, 146 at most");
        nothingWasDeployed();
    }

    @Test
    void whatIsLeftOutCannotContradictTheCommandLine() throws Exception {
        thresholds("few: { package: bootstrap, budgets: { init_duration: { max: 1s } } }\n"
                + "many: { package: bootstrap, budgets: { init_duration: { p95: 60ms } } }");

        assertThat(onFile("check", "--dry-run", "--max-samples", "5", "--function", "few"))
                .as(err())
                .isZero();
        assertThat(out()).contains("few on embedded").doesNotContain("many on");

        assertThat(onFile("check", "--dry-run", "--max-samples", "5", "--function", "many"))
                .isEqualTo(2);
        assertThat(err()).contains("p95 needs at least 67 cold starts to pass; the cap is 5: set --max-samples");
    }

    @Test
    void aMistakeOfTheFileItselfIsOneForEveryFunction() throws Exception {
        thresholds(HELLO + "other: { package: bootstrap, budgets: { init_duration: { p95: 60 } } }");

        assertThat(onFile("check", "--dry-run", "--function", "hello")).isEqualTo(2);
        assertThat(err()).contains("functions.other.budgets.init_duration.p95");
    }

    @ParameterizedTest
    @CsvSource({"nothing*", "[", "hello[", "Hello"})
    void aPatternThatMatchesNothingIsAMistake(String pattern) throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check", "--dry-run", "--function", pattern)).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("--function \"" + pattern + "\"");
    }

    @Test
    void patternsSelectFunctions() throws Exception {
        thresholds(HELLO + HELLO.replace("hello", "hell") + HELLO.replace("hello", "other"));

        assertThat(onFile("check", "--dry-run", "--function", "hel*")).isZero();
        assertThat(out()).contains("hello on", "hell on").doesNotContain("other on");
        assertThat(onFile("check", "--dry-run", "--function", "hell,o*er")).isZero();
        assertThat(out()).contains("hell on", "other on").doesNotContain("hello on");
    }

    @Test
    void aRunOfPackageChecksWritesEveryFileAndJudgeRepeatsIt() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check")).as(err()).isZero();
        String table = out();

        Path output = folder.resolve("coldgate-out");
        assertThat(output.resolve("report.json")).isNotEmptyFile();
        assertThat(output.resolve("summary.md")).isNotEmptyFile();
        assertThat(output.resolve("junit.xml")).isNotEmptyFile();
        assertThat(table).contains("PASS: 2 checks: 2 passed, 0 failed, 0 inconclusive");
        assertThat(err()).contains("results: ").contains("coldgate-out");
        assertThat(judge(output)).isZero();
        assertThat(out()).as("without the page, which it does not write").isEqualTo(GateFolder.withoutPage(table));
        assertThat(judge(output.resolve("results.jsonl"))).isZero();
        assertThat(err()).isEmpty();
    }

    @Test
    void aPackageOverItsLimitFailsTheBuild() throws Exception {
        thresholds(PACKAGE_ONLY.replace("10MB", "1B"));

        assertThat(onFile("check")).isEqualTo(1);
        assertThat(out()).contains("FAIL: 2 checks");
    }

    @Test
    void jsonIsAllThatStandardOutputHolds() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("elsewhere/deep");

        assertThat(onFile("check", "--json", "--output", output.toString())).isZero();

        JsonNode report = new ObjectMapper().readTree(out());
        assertThat(report.path("verdict").asText()).isEqualTo("PASS");
        assertThat(Files.readString(output.resolve("report.json"))).isEqualTo(out());
        assertThat(judge(output, "--json")).isZero();
        assertThat(new ObjectMapper().readTree(out())).isEqualTo(report);
    }

    @Test
    void theResultsKeepTheOptionsThatRepeatTheRun() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--quiet", "--no-results", "--time-limit", "2m"))
                .isZero();

        assertThat(Files.readString(folder.resolve("coldgate-out/results.jsonl")))
                .contains("\"options\":[\"--no-results\",\"--time-limit\",\"120000ms\"]");
        assertThat(Files.readString(folder.resolve("coldgate-out/report.html")))
                .contains("--no-results --time-limit 120000ms");
    }

    @Test
    void judgeWritesNothingUnlessItIsAskedTo() throws Exception {
        thresholds(PACKAGE_ONLY);
        assertThat(onFile("check", "--quiet")).isZero();
        Path made = folder.resolve("coldgate-out");
        Files.delete(made.resolve("report.html"));
        Files.delete(made.resolve("report.json"));
        Set<Path> before = files();

        assertThat(judge(made)).isZero();

        assertThat(files()).isEqualTo(before);
        assertThat(out()).doesNotContain("look at:");
    }

    private Set<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.collect(Collectors.toSet());
        }
    }

    @Test
    void quietSaysNothingOfAPass() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--quiet")).isZero();
        assertThat(out()).isEmpty();
        assertThat(err()).isEmpty();
        assertThat(judge(folder.resolve("coldgate-out"), "--quiet")).isZero();
        assertThat(out()).isEmpty();
    }

    @Test
    void quietShowsAFailure() throws Exception {
        thresholds(PACKAGE_ONLY.replace("10MB", "1B"));

        assertThat(onFile("check", "--quiet")).isEqualTo(1);
        assertThat(out()).contains("FAIL");
        assertThat(err()).isEmpty();
    }

    @Test
    @Tag("process")
    void aFunctionThatNeverStartsCouldNotBeMeasured() throws Exception {
        thresholds(HELLO);

        assertThat(onFile("check")).as(err()).isEqualTo(4);

        String reason = "could not measure hello: 3 of 3 starts failed: Runtime.ExitError: exit status 7: no table";
        assertThat(out()).contains("NOT MEASURED  hello").containsOnlyOnce(reason);
        assertThat(err()).as("is said once").doesNotContain("could not measure");
        assertThat(judge(folder.resolve("coldgate-out"))).isEqualTo(4);
    }

    @Test
    @Tag("process")
    void aBuildThatFailsIsCouldNotMeasure() throws Exception {
        thresholds(HELLO.replace("package:", "build: sh -c 'echo broken; exit 9', package:"));

        assertThat(onFile("check")).isEqualTo(4);
        assertThat(err()).contains("exit code 9").contains("  | broken").contains("nothing was deployed");
    }

    @Test
    void aMissingPackageIsAMistake() throws Exception {
        thresholds(HELLO);
        Files.delete(folder.resolve("bootstrap"));

        assertThat(onFile("check")).isEqualTo(2);
        assertThat(err()).containsPattern("thresholds\\.yaml:4:\\d+: functions.hello.package: ");
    }

    @Test
    void anOutputThatIsAFileIsAMistake() throws Exception {
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--output", folder.resolve("bootstrap").toString()))
                .isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err())
                .contains("--output")
                .contains("cannot be created: there is a file of that name; name another folder");
    }

    @Test
    void anOutputThatCannotBeMadeIsAMistake() throws Exception {
        assumeThat(Path.of("/proc/self")).exists();
        thresholds(PACKAGE_ONLY);

        assertThat(onFile("check", "--output", "/proc/self/coldgate")).isEqualTo(2);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("--output /proc/self/coldgate: cannot be created: ");
    }

    @Test
    void anOutputInUseByAnotherRunIsRefused() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("used");

        try (RunFolder used = RunFolder.open(output)) {
            assertThat(used.path()).isEqualTo(output);
            assertThat(onFile("check", "--output", output.toString())).isEqualTo(4);
        }
        assertThat(err()).contains("is in use by another coldgate");
        assertThat(onFile("check", "--output", output.toString())).isZero();
    }

    @Test
    void aResultsFileThatCannotBeWrittenIsOneLine() throws Exception {
        thresholds(PACKAGE_ONLY);
        Path output = folder.resolve("odd");
        Files.createDirectories(output.resolve("results.jsonl"));

        assertThat(onFile("check", "--quiet", "--output", output.toString())).isEqualTo(4);
        assertThat(err().lines()).hasSize(1);
        assertThat(err()).contains("cannot be written");
    }
}
