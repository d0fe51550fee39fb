package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.thresholds.read.ReadOptions;
import io.coldgate.thresholds.read.ReadResult;
import io.coldgate.thresholds.read.ThresholdsReader;
import io.coldgate.unit.Problem;
import io.coldgate.unit.ValueUnit;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on other tools' results: which series they are about, and what is decided of them. */
class ResultsOfToolsTest {
    private static final double MS = 1e6;
    private static final double FAILED = Double.POSITIVE_INFINITY;

    @TempDir
    private Path folder;

    private Thresholds thresholds(String results) throws IOException {
        Path file = Files.writeString(folder.resolve("thresholds.yaml"), "version: 1\nresults:\n" + results.indent(2));
        ReadResult read = ThresholdsReader.read(file, "thresholds.yaml", ReadOptions.none());
        assertThat(read.diagnostics()).isEmpty();
        return read.thresholds().orElseThrow();
    }

    private static ToolSeries requests(String name, double... values) {
        return new ToolSeries(
                new SeriesId(name, "", "response_time"), true, ValueUnit.TIME, Better.LOWER, SampleValues.of(values));
    }

    private static double[] repeated(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    private static ToolResults read(Tool tool, ToolSeries... series) {
        return new ToolResults(
                new ToolResults.Source(tool, "r"), Map.of(), List.of(), List.of(series), Optional.empty());
    }

    private List<CheckResult> judge(String budgets, ToolResults results) throws IOException {
        Thresholds thresholds = thresholds("- { " + results.source().tool().key() + ": r, budgets: " + budgets + " }");
        ResultDemands demands = ResultDemands.of(thresholds.results(), List.of(results));
        assertThat(demands.mistakes()).isEmpty();
        GateEvaluation build = new GateEvaluation(GatePlan.of(thresholds, demands.demands()));
        ToolResultsRecords.of(results).forEach(build::accept);
        return build.results();
    }

    private CheckResult only(String budgets, ToolResults results) throws IOException {
        List<CheckResult> all = judge(budgets, results);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private List<String> mistakes(String entry, ToolResults results) throws IOException {
        return ResultDemands.of(thresholds(entry).results(), List.of(results)).mistakes().stream()
                .map(Problem::line)
                .toList();
    }

    @Test
    void aPatternStandsForEverySeriesThatItMatches() throws IOException {
        List<CheckResult> results = judge(
                "{ \"Group/*\": { p50: 20ms, max: 20ms } }",
                read(
                        Tool.GATLING,
                        requests("Group/a", repeated(20, 10 * MS)),
                        requests("other", repeated(20, 10 * MS)),
                        requests("Group/b", repeated(20, 30 * MS))));

        assertThat(results)
                .extracting(result ->
                        result.check().function() + " " + result.check().rule() + " " + result.verdict())
                .containsExactly("Group/a p50 PASS", "Group/b p50 FAIL", "Group/a max PASS", "Group/b max FAIL");
    }

    @Test
    void aPatternThatMatchesNothingIsAMistakeWithItsPlace() throws IOException {
        assertThat(mistakes(
                        "- { gatling: r, budgets: { chekout: { p50: 20ms } } }",
                        read(Tool.GATLING, requests("checkout", 1), requests("se\u001barch", 1))))
                .containsExactly("thresholds.yaml:3:41: results[0].budgets.chekout.p50: \"chekout\" matches nothing in"
                        + " gatling r; it has: \"checkout\", \"se\\u001barch\"");
    }

    @Test
    void aMetricThatIsNotThereIsAMistake() throws IOException {
        ToolSeries series = new ToolSeries(
                new SeriesId("b", "n=1", "avgt"), true, ValueUnit.TIME, Better.LOWER, SampleValues.of(1));
        assertThat(mistakes("- { jmh: r, budgets: { b: { gc.time: { p50: 20ms } } } }", read(Tool.JMH, series)))
                .singleElement()
                .asString()
                .contains("no metric \"gc.time\" in jmh r; \"b\" has: \"avgt\"");
    }

    @Test
    void aLimitInTheWrongDirectionIsAMistakeThatSaysWhatToWrite() throws IOException {
        ToolSeries score = new ToolSeries(
                new SeriesId("http://x/", "mobile", "performance-score"),
                true,
                ValueUnit.other(""),
                Better.HIGHER,
                SampleValues.of(1));
        assertThat(mistakes(
                        "- { lighthouse: r, budgets: { performance-score: { p75: 0.8 } } }",
                        read(Tool.LIGHTHOUSE, score)))
                .singleElement()
                .asString()
                .endsWith("more is better: write \">= 0.8\"");
    }

    @Test
    void aLimitInAnotherUnitIsAMistakeThatSaysWhatToWrite() throws IOException {
        ToolSeries throughput =
                new ToolSeries(new SeriesId("b", "", "thrpt"), true, ValueUnit.RATE, Better.HIGHER, SampleValues.of(1));
        assertThat(mistakes("- { jmh: r, budgets: { b: { p50: 20ms } } }", read(Tool.JMH, throughput)))
                .singleElement()
                .asString()
                .contains("\"20ms\": another unit: \"b\" thrpt is in ops/s: write \">= 500 ops/ms\"")
                .contains("put the limit under the metric it is about");
        ToolSeries allocations = new ToolSeries(
                new SeriesId("b", "", "allocs/op"),
                false,
                ValueUnit.other("allocs/op"),
                Better.LOWER,
                SampleValues.of(1));
        assertThat(mistakes(
                        "- { go-bench: r, budgets: { b: { allocs/op: { max: 3 } } } }",
                        read(Tool.GO_BENCH, allocations)))
                .singleElement()
                .asString()
                .contains("no unit")
                .contains("write 3 allocs/op");
        ToolSeries bytes =
                new ToolSeries(new SeriesId("b", "", "B/op"), false, ValueUnit.SIZE, Better.LOWER, SampleValues.of(1));
        assertThat(mistakes("- { go-bench: r, budgets: { b: { B/op: { max: 16 } } } }", read(Tool.GO_BENCH, bytes)))
                .singleElement()
                .asString()
                .contains("no unit")
                .endsWith("write 16B");
        assertThat(mistakes(
                        "- { go-bench: r, budgets: { b: { allocs/op: { max: \">= 3 allocs/op\" } } } }",
                        read(Tool.GO_BENCH, allocations)))
                .singleElement()
                .asString()
                .contains("less is better");
    }

    @Test
    void checksOfResultsShareTheBuildsFalseAlarms() throws IOException {
        Thresholds thresholds = thresholds("""
                - gatling: r
                  budgets: { "*": { p50: 20ms, p95: 20ms, max: 1s, failed: 0% }, a: { failed: 1% } }
                """);
        ToolResults results = read(Tool.GATLING, requests("a", 1), requests("b", 1));
        GatePlan plan = GatePlan.of(
                thresholds,
                ResultDemands.of(thresholds.results(), List.of(results)).demands());

        assertThat(plan.checks()).hasSize(9);
        assertThat(plan.resultChecks())
                .allSatisfy(check -> assertThat(check.falseAlarm()).isEqualTo(thresholds.falseAlarm() / 5));
    }

    @Test
    void aFailedRequestIsBeyondEveryLimit() throws IOException {
        CheckResult result = only("{ a: { p50: 20ms } }", read(Tool.GATLING, requests("a", repeated(20, FAILED))));
        assertThat(result.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(result.measured()).isEqualTo("failed");
    }

    @Test
    void fewRequestsThatAllFailedMeasuredNothing() throws IOException {
        for (CheckResult result :
                judge("{ a: { p95: 20ms, max: 20ms } }", read(Tool.GATLING, requests("a", repeated(3, FAILED))))) {
            assertThat(result.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(result.why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
            assertThat(result.explanation()).isEqualTo("all 3 samples failed: nothing was measured");
        }
    }

    @Test
    void tooFewSamplesAreSaidToBeTooFew() throws IOException {
        CheckResult gatling = only("{ a: { p95: 20ms } }", read(Tool.GATLING, requests("a", repeated(66, MS))));
        assertThat(gatling.why()).isEqualTo(VerdictReason.TOO_FEW_SAMPLES);
        assertThat(gatling.explanation()).isEqualTo("p95 needs at least 67 samples to pass; there are 66: record more");

        ToolSeries forks = new ToolSeries(
                new SeriesId("b", "", "ss"), true, ValueUnit.TIME, Better.LOWER, SampleValues.of(repeated(59, MS)));
        assertThat(only("{ b: { p95: 20ms } }", read(Tool.JMH, forks)).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void noFailureMeansNone() throws IOException {
        double[] values = repeated(1000, MS);
        assertThat(only("{ a: { failed: 0% } }", read(Tool.GATLING, requests("a", values)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        values[999] = FAILED;
        CheckResult one = only("{ a: { failed: 0% } }", read(Tool.GATLING, requests("a", values)));
        assertThat(one.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(one.explanation()).isEqualTo("1 of 1000 samples failed");
    }

    @Test
    void aShareOfFailuresIsDecidedWithEvidence() throws IOException {
        String budget = "{ a: { failed: 1% } }";
        assertThat(only(budget, read(Tool.GATLING, requests("a", repeated(340, MS))))
                        .why())
                .isEqualTo(VerdictReason.TOO_FEW_SAMPLES);
        assertThat(only(budget, read(Tool.GATLING, requests("a", repeated(341, MS))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        double[] values = repeated(400, MS);
        for (int i = 0; i < values.length; i += 10) {
            values[i] = FAILED;
        }
        CheckResult many = only(budget, read(Tool.GATLING, requests("a", values)));
        assertThat(many.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(many.explanation()).startsWith("40 of 400 samples failed: > 1% proven by 400 samples");
        assertThat(many.measured()).isEqualTo("10%");
    }

    private static ToolResults summary(String metric, long total, long failed, double greatest) {
        return read(
                Tool.K6,
                new ToolSeries(new SeriesId(metric, "", ""), true, ValueUnit.TIME, Better.LOWER, SampleValues.NONE)
                        .summarised(new ToolSeries.Summary(total, failed, greatest)));
    }

    @Test
    void aSummaryDecidesNoQuantile() throws IOException {
        CheckResult result = only("{ a: { p95: 20ms } }", summary("a", 1000, 0, 5 * MS));
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).isEqualTo(VerdictReason.TOO_FEW_SAMPLES);
        assertThat(result.explanation()).contains("a summary has no samples", "docs/results.md");
    }

    @Test
    void aSummaryDecidesItsGreatestValueAndItsCounts() throws IOException {
        assertThat(judge("{ a: { max: 20ms, failed: 0% } }", summary("a", 1000, 0, 5 * MS)))
                .extracting(CheckResult::verdict)
                .containsExactly(Verdict.PASS, Verdict.PASS);
        assertThat(judge("{ a: { max: 20ms, failed: 1% } }", summary("a", 1000, 100, 25 * MS)))
                .extracting(CheckResult::verdict)
                .containsExactly(Verdict.FAIL, Verdict.FAIL);
    }

    @Test
    void aSummaryOfNothingIsNoPass() throws IOException {
        List<CheckResult> results = judge("{ a: { max: 20ms, failed: 0% } }", summary("a", 0, 0, 0));
        assertThat(results).extracting(CheckResult::why).containsOnly(VerdictReason.COULD_NOT_MEASURE);
        results = judge("{ a: { max: 20ms, failed: 0% } }", summary("a", -1, -1, Double.NaN));
        assertThat(results).extracting(CheckResult::why).containsOnly(VerdictReason.COULD_NOT_MEASURE);
        results = judge("{ a: { max: 20ms } }", summary("a", 100, 100, 5 * MS));
        assertThat(results).extracting(CheckResult::why).containsOnly(VerdictReason.COULD_NOT_MEASURE);
    }

    @Test
    void brokenResultsAreNoPassUnderAnyRule() throws IOException {
        ToolResults broken = ToolResults.broken(new ToolResults.Source(Tool.GATLING, "r"), "cut off");
        List<CheckResult> results = judge("{ a: { p50: 20ms, max: 20ms, failed: 0% }, \"*\": { failed: 1% } }", broken);
        assertThat(results).hasSize(4).allSatisfy(result -> {
            assertThat(result.verdict()).isEqualTo(Verdict.NOT_MEASURED);
            assertThat(result.why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
            assertThat(result.explanation()).isEqualTo("r: cut off");
        });
    }

    @Test
    void aThroughputBelowItsLimitFails() throws IOException {
        ToolSeries series = new ToolSeries(
                new SeriesId("b", "", "thrpt"),
                true,
                ValueUnit.RATE,
                Better.HIGHER,
                SampleValues.of(repeated(20, 400e3)));
        CheckResult slow = only("{ b: { p50: \">= 500 ops/ms\" } }", read(Tool.JMH, series));
        assertThat(slow.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(slow.check().demand()).isEqualTo("≥ 500 ops/ms");
        assertThat(slow.measured()).isEqualTo("400 ops/ms");
        assertThat(only("{ b: { p50: \">= 300 ops/ms\", }}", read(Tool.JMH, series))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        CheckResult every = only("{ b: { max: \">= 500 ops/ms\" } }", read(Tool.JMH, series));
        assertThat(every.verdict()).isEqualTo(Verdict.FAIL);
    }
}
