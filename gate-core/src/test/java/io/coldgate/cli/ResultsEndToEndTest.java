package io.coldgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Plans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code results:} from the file to the exit code, without and with functions. */
class ResultsEndToEndTest {
    private static final String SAMPLES =
            "- { gatling: samples.jsonl, budgets: { checkout: { p95: 250ms, failed: 0% } } }";

    @TempDir
    private Path folder;

    private final CapturedCli cli = new CapturedCli();

    private int run(String command, String... more) {
        String[] args = Stream.of(
                        Stream.of(command),
                        Stream.of(more),
                        Stream.of("--file", folder.resolve("thresholds.yaml").toString()))
                .flatMap(part -> part)
                .toArray(String[]::new);
        return cli.runAnew(args);
    }

    private String out() {
        return cli.out();
    }

    private String err() {
        return cli.err();
    }

    private void results(String entries) throws IOException {
        Files.writeString(folder.resolve("thresholds.yaml"), "version: 1\nresults:\n" + entries.indent(2));
    }

    private void samples(int n, int millis, boolean ok) throws IOException {
        Files.write(
                folder.resolve("samples.jsonl"),
                IntStream.range(0, n)
                        .mapToObj(i -> String.format(
                                Locale.ROOT,
                                "{\"request\":\"checkout\",\"started_epoch_ms\":%d,\"ended_epoch_ms\":%d,"
                                        + "\"response_ms\":%d,\"ok\":%b}",
                                1000 + i,
                                5000 + i,
                                millis + i * 7 % 11,
                                ok))
                        .toList());
    }

    private JsonNode report() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("coldgate-out/report.json").toFile());
    }

    @Test
    void aFileWithResultsOnlyIsJudgedWithoutAPlatform() throws Exception {
        results(SAMPLES);
        samples(100, 100, true);

        assertThat(run("check", "--seed", "1")).isZero();

        assertThat(out()).contains("PASS: 2 checks: 2 passed, 0 failed, 0 inconclusive; results of gatling");
        assertThat(report().path("checks").path(0).path("tool").asText()).isEqualTo("gatling");
        assertThat(report().path("results").path(0).path("samples").asInt()).isEqualTo(100);
        assertThat(folder.resolve("coldgate-out/junit.xml")).exists();
        assertThat(folder.resolve("coldgate-out/summary.md")).exists();
    }

    @Test
    void judgeRepeatsTheVerdictWhenTheToolsFileIsGone() throws Exception {
        results(SAMPLES);
        samples(20_000, 300, true);
        assertThat(run("check")).isEqualTo(1);
        String checked = out();
        Files.delete(folder.resolve("samples.jsonl"));

        assertThat(run("judge", folder.resolve("coldgate-out").toString())).isEqualTo(1);

        assertThat(out()).isEqualTo(GateFolder.withoutPage(checked));
    }

    private void runs(String file, int n, int micros) throws IOException {
        Files.writeString(
                folder.resolve(file),
                IntStream.range(0, n)
                        .mapToObj(i -> "render,us," + (micros + i * 7 % 11 / 10.0))
                        .collect(Collectors.joining("\n", "name,unit,value\n", "\n")));
    }

    private void compared(String baseline) throws IOException {
        results("- { samples: new.csv, baseline: { samples: old.csv" + baseline
                + " }, regression: { render: { p50: +5% } } }");
    }

    @Test
    void aRecordedRegressionFailsAndJudgeRepeatsIt() throws Exception {
        compared(", across-hosts: true");
        runs("old.csv", 20, 100);
        runs("new.csv", 20, 120);

        assertThat(run("check")).isEqualTo(1);

        String checked = out();
        assertThat(checked).contains("p50 over +5 % of old.csv proven by 20 runs a side; measured at different times");
        JsonNode check = report().path("checks").path(0);
        assertThat(check.path("path").asText()).isEqualTo("new.csv");
        assertThat(check.path("baseline").asText()).isEqualTo("old.csv");
        Files.delete(folder.resolve("old.csv"));
        assertThat(run("judge", folder.resolve("coldgate-out").toString())).isEqualTo(1);
        assertThat(out()).isEqualTo(GateFolder.withoutPage(checked));
    }

    @Test
    void aRecordedSeriesLikeItsBaselinePasses() throws Exception {
        compared(", across-hosts: true");
        runs("old.csv", 20, 100);
        runs("new.csv", 20, 100);

        assertThat(run("check")).isZero();
    }

    @Test
    void withoutTheUsersWordThereIsNoVerdictOnWhatWasMeasuredAtAnotherTime() throws Exception {
        compared("");
        runs("old.csv", 20, 100);
        runs("new.csv", 20, 100);

        assertThat(run("check")).isEqualTo(4);
        assertThat(out()).contains("write across-hosts: true");
    }

    @Test
    void tooFewRunsAreInconclusiveAndSayHowManyItTakes() throws Exception {
        compared(", across-hosts: true");
        runs("old.csv", 20, 100);
        runs("new.csv", 4, 200);

        run("check");

        assertThat(out()).contains("INCONCLUSIVE").contains("at least 10 runs on each side");
    }

    @Test
    void runsOfSeveralSamplesAreComparedByTheTypicalRunAndNeverWithSingleSamples() throws Exception {
        compared(", across-hosts: true");
        runsOf("old.csv", 12, 5, 100);
        runsOf("new.csv", 12, 5, 120);
        assertThat(run("check")).isEqualTo(1);
        assertThat(out()).contains("2 × 12");

        runs("new.csv", 20, 100);
        assertThat(run("check")).isEqualTo(4);
        assertThat(out()).contains("one side has single samples, and the other several of a run: record both alike");
    }

    private void runsOf(String file, int n, int samples, int micros) throws IOException {
        Files.writeString(
                folder.resolve(file),
                IntStream.range(0, n * samples)
                        .mapToObj(i -> "render,us," + (micros + i * 7 % 11 / 10.0) + "," + i / samples)
                        .collect(Collectors.joining("\n", "name,unit,value,run\n", "\n")));
    }

    @Test
    void aThroughputOfJmhThatFellIsWorse() throws Exception {
        results("- { jmh: new.json, baseline: { jmh: old.json, across-hosts: true }, regression: { p.B.op: { p50: +5% }"
                + " } }");
        throughput("old.json", 1000);
        throughput("new.json", 800);

        assertThat(run("check")).isEqualTo(1);
        assertThat(out())
                .contains("proven by 12 forks a side")
                .containsPattern("1.0\\d+ ops/us -> 0.8\\d+ ops/us|100\\d.* ops/ms -> ");

        throughput("new.json", 1200);
        assertThat(run("check")).as("more is better").isZero();
    }

    private void throughput(String file, int operations) throws IOException {
        String forks = IntStream.range(0, 12)
                .mapToObj(i -> "[" + (operations + i % 5) + "," + (operations + i % 3) + "]")
                .collect(Collectors.joining(","));
        Files.writeString(folder.resolve(file), """
                [{"jmhVersion":"1.37","benchmark":"p.B.op","mode":"thrpt","threads":1,"forks":12,"warmupIterations":0,
                "measurementIterations":2,"primaryMetric":{"scoreUnit":"ops/ms","rawData":[%s]},"secondaryMetrics":{}}]
                """.formatted(forks));
    }

    @Test
    void aBaselineThatIsMissingPassesNothing() throws Exception {
        compared(", across-hosts: true");
        runs("new.csv", 20, 100);

        assertThat(run("check")).isEqualTo(4);
        assertThat(out()).contains("the baseline: old.csv: no such file");
    }

    @Test
    void judgeTakesARunThatWasCutOffWithinItsSamplesForNoPass() throws Exception {
        results(SAMPLES);
        samples(20_000, 100, true);
        assertThat(run("check")).isZero();
        Path file = folder.resolve("coldgate-out/results.jsonl");
        List<String> lines = Files.readAllLines(file);
        Files.writeString(file, lines.subList(0, 4).stream().collect(Collectors.joining("\n", "", "\n")));

        assertThat(run("judge", file.toString())).isEqualTo(4);
        assertThat(out()).contains("the results file is cut off within its samples");
    }

    @Test
    void judgePrintsTheEstimatesForOtherDashboards() throws Exception {
        results(SAMPLES);
        samples(100, 100, true);
        run("check");
        String run = folder.resolve("coldgate-out").toString();

        assertThat(run("judge", run, "--export", "bmf")).isZero();
        JsonNode measure = new ObjectMapper().readTree(out()).path("checkout").path("gatling response_time p95");
        assertThat(measure.path("value").asDouble()).isEqualTo(110e6);
        assertThat(measure.path("upper_value").asDouble()).isGreaterThanOrEqualTo(110e6);
        assertThat(run("judge", run, "--export", "gab")).isZero();
        assertThat(new ObjectMapper().readTree(out()).path(0).path("unit").asText())
                .isEqualTo("ns");
        assertThat(run("judge", run, "--export", "csv")).isEqualTo(2);
        assertThat(err()).contains("must be one of: bmf, gab, gab-bigger");
    }

    @Test
    void judgeRefusesLimitsThatAreAboutSomethingElseNow() throws Exception {
        results(SAMPLES);
        samples(100, 100, true);
        run("check");
        results("- { gatling: other.jsonl, budgets: { checkout: { p95: 250ms } } }");

        assertThat(run("judge", folder.resolve("coldgate-out").toString())).isEqualTo(2);
        assertThat(err()).contains("results of \"gatling samples.jsonl\" that");
    }

    @ParameterizedTest
    @CsvSource({
        "100, 100, true, 0, PASS",
        "100, 300, true, 1, FAIL",
        "100, 1, false, 1, FAIL",
        "5, 1, true, 0, INCONCLUSIVE",
        "0, 1, true, 4, NOT_MEASURED"
    })
    void theExitCodeIsTheVerdicts(int n, int millis, boolean ok, int exitCode, String verdict) throws Exception {
        results(SAMPLES);
        samples(n, millis, ok);

        assertThat(run("check")).isEqualTo(exitCode);
        assertThat(report().path("verdict").asText()).isEqualTo(verdict);
    }

    @Test
    void fewRequestsThatAllFailedCouldNotBeMeasuredUnderAWarningPolicyToo() throws Exception {
        results("- { gatling: samples.jsonl, on-inconclusive: pass, budgets: { checkout: { p95: 250ms } } }");
        samples(3, 1, false);

        assertThat(run("check")).isEqualTo(4);
        assertThat(out()).contains("all 3 samples failed: nothing was measured");
    }

    @Test
    void aMissingFileIsExitCode4AndThePolicyDoesNotMatter() throws Exception {
        results("- { jmh: target/jmh.json, on-inconclusive: pass, budgets: { \"*\": { p95: 2us } } }");

        assertThat(run("check")).isEqualTo(4);
        assertThat(out()).contains("jmh target/jmh.json: no such file: run jmh first");
    }

    @Test
    void aPatternThatMatchesNothingIsExitCode2AndLeavesNoResults() throws Exception {
        results("- { gatling: samples.jsonl, budgets: { chekout: { p95: 250ms } } }");
        samples(100, 100, true);

        assertThat(run("check")).isEqualTo(2);

        assertThat(err())
                .contains("thresholds.yaml:3:")
                .contains("results[0].budgets.chekout.p95: \"chekout\" matches nothing")
                .contains("nothing was judged")
                .doesNotContain("Exception");
        assertThat(folder.resolve("coldgate-out")).isDirectoryNotContaining("glob:**.jsonl");
        assertThat(folder.resolve("coldgate-out/report.json"))
                .content()
                .contains("\"exitCode\" : 2")
                .contains("results[0].budgets.chekout.p95");
    }

    @Test
    void resultsAndFunctionsAreOneBuild() throws Exception {
        Plans.withResults(folder, "hello: { package: bootstrap, artifact: { zip: 10MB } }", SAMPLES);
        Files.writeString(folder.resolve("bootstrap"), "#!/bin/sh\nexit 7\n");
        samples(100, 300, true);

        assertThat(run("check")).isEqualTo(1);
        assertThat(out()).contains("hello", "checkout", "FAIL: 3 checks: 2 passed, 1 failed");

        assertThat(run("check", "--no-results")).isZero();
        assertThat(out()).doesNotContain("checkout");
        assertThat(run("judge", folder.resolve("coldgate-out").toString())).isZero();
        assertThat(out()).doesNotContain("checkout");

        assertThat(run("check", "--function", "hello")).isZero();
        assertThat(out()).doesNotContain("checkout");

        assertThat(run("check", "--results-only")).isEqualTo(1);
        assertThat(out()).contains("FAIL: 2 checks: 1 passed, 1 failed").contains("; not in this run: hello\n");
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() throws Exception {
        results(SAMPLES);
        assertThat(run("check", "--results-only", "--no-results")).isEqualTo(2);
        assertThat(run("check", "--results-only", "--function", "a")).isEqualTo(2);
        assertThat(run("check", "--no-results")).isEqualTo(2);
        assertThat(err()).contains("no functions to measure");
        Plans.write(folder, "hello: { package: bootstrap, artifact: { zip: 10MB } }");
        assertThat(run("check", "--results-only")).isEqualTo(2);
        assertThat(err()).contains("has no results:");
    }

    @Test
    void theDryRunAndTheValidationKnowResults() throws Exception {
        results(SAMPLES);
        samples(100, 100, true);

        assertThat(run("check", "--dry-run")).isZero();
        assertThat(out()).contains("checkout, recorded in samples.jsonl", "2 checks of results; no cold start");

        assertThat(cli.runAnew("validate", folder.resolve("thresholds.yaml").toString()))
                .isZero();
        assertThat(out()).contains("ok: 1 entry of results, 2 limits");
    }
}
