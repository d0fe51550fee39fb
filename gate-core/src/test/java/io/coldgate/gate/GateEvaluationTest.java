package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateEvaluationTest {
    private static final double MILLI = 1e6;
    private static final String P50 = "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }";
    private static final String MAX = "hello: { package: a.zip, budgets: { init_duration: { max: 20ms } } }";
    private static final String BOTH =
            "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms }, duration: { max: 5ms } } }";

    @TempDir
    private Path folder;

    private GateEvaluation build(String functions) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, functions));
        build.accept(Records.run("hello"));
        return build;
    }

    private static void samples(GateEvaluation build, int n, double initMillis) {
        int from = build.series("hello").gate().samples();
        for (int i = 1; i <= n; i++) {
            build.accept(Records.sample("hello", from + i, initMillis * MILLI));
        }
    }

    private static void end(GateEvaluation build, Ending ending) {
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, ending, ""));
        build.accept(new ResultsRecord.End(1, ending, ""));
    }

    private static CheckResult only(GateEvaluation build) {
        assertThat(build.results()).hasSize(1);
        return build.results().get(0);
    }

    @Test
    void aQuantileWellBelowItsBudgetPassesByEvidenceAndStopsThere() {
        GateEvaluation build = build(P50);

        samples(build, 100, 10);

        CheckResult result = only(build);
        assertThat(result.verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.why()).isEqualTo(VerdictReason.EVIDENCE);
        assertThat(result.explanation()).isEqualTo("p50 ≤ 20.0 ms proven");
        assertThat(result.measured()).isEqualTo("10.0 ms");
        assertThat(build.series("hello").gate().samples()).isLessThan(100);
        assertThat(result.figures().orElseThrow().n())
                .isEqualTo(build.series("hello").gate().samples());
    }

    @Test
    void aQuantileWellOverItsBudgetFailsByEvidence() {
        GateEvaluation build = build(P50);

        samples(build, 100, 30);

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(build).explanation()).isEqualTo("p50 > 20.0 ms proven");
        assertThat(only(build).figures().orElseThrow().exceed())
                .isEqualTo(only(build).figures().orElseThrow().n());
    }

    @Test
    void aStartExactlyAtTheLimitIsWithinBudget() {
        GateEvaluation quantile = build(P50);
        samples(quantile, 100, 20);
        GateEvaluation max = build(MAX);
        samples(max, 30, 20);

        assertThat(only(quantile).verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(max).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void failedStartsExceedEveryBudget() {
        GateEvaluation build = build(P50);
        build.accept(Records.sample("hello", 1, 10 * MILLI));
        for (int i = 2; i <= 40; i++) {
            build.accept(new ResultsRecord.Sampled(Records.failed("hello", i, "Runtime.ExitError", "x")));
        }

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(build).explanation())
                .matches("(\\d+) of \\d+ starts failed: Runtime.ExitError: x; p50 > 20.0 ms proven");
        assertThat(only(build).measured()).isEqualTo("failed start");
        assertThat(build.series("hello").failures())
                .isEqualTo(build.series("hello").gate().samples() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "TIME_LIMIT, 12, INCONCLUSIVE, TIME_LIMIT, the time limit came after 12 cold starts",
        "TIME_LIMIT, 0, NOT_MEASURED, TIME_LIMIT, the time limit came after 0 cold starts",
        "INTERRUPTED, 12, NOT_MEASURED, INTERRUPTED, no verdict yet when the run ended",
        "COULD_NOT_MEASURE, 12, NOT_MEASURED, COULD_NOT_MEASURE, measuring did not finish: 12 cold starts"
    })
    void anOpenCheckIsInconclusiveOnlyWhereAllThatWasAllowedWasMeasured(
            Ending ending, int starts, Verdict verdict, VerdictReason why, String explanation) {
        GateEvaluation build = build(P50);
        alternating(build, starts);
        end(build, ending);

        assertThat(only(build).verdict()).isEqualTo(verdict);
        assertThat(only(build).why()).isEqualTo(why);
        assertThat(only(build).explanation()).startsWith(explanation);
    }

    private static void alternating(GateEvaluation build, int n) {
        for (int i = 1; i <= n; i++) {
            build.accept(Records.sample("hello", i, (i % 2 == 0 ? 30 : 10) * MILLI));
        }
    }

    @Test
    void aRunWithoutAnEndIsAnInterruptedOne() {
        GateEvaluation build = build(P50);
        alternating(build, 4);

        assertThat(only(build).why()).isEqualTo(VerdictReason.INTERRUPTED);
        assertThat(build.ending()).isEmpty();
    }

    @Test
    void anOpenCheckSaysHowManyMoreItNeeds() {
        GateEvaluation build = build(P50);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 1; i <= 14; i++) {
            build.accept(Records.sample("hello", i, (i % 4 == 0 ? 30 : 10 + random.nextDouble()) * MILLI));
        }
        end(build, Ending.TIME_LIMIT);

        assertThat(only(build).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(build).explanation())
                .matches("the time limit came after 14 cold starts; at this rate it needs about \\d+ more");
    }

    @Test
    void anOpenCheckWithoutATrendHasNoForecast() {
        GateEvaluation build = build(P50);
        alternating(build, 12);
        end(build, Ending.INTERRUPTED);

        assertThat(only(build).explanation())
                .isEqualTo(
                        "no verdict yet when the run ended, after 12 cold starts; how many more it needs cannot be told"
                                + " yet: it is near the limit, or needs far more than these");
    }

    @Test
    void aCheckWithoutASampleSaysNothingOfThem() {
        GateEvaluation build = build(P50);
        end(build, Ending.INTERRUPTED);

        assertThat(only(build).explanation()).isEqualTo("nothing was measured");
        assertThat(only(build).figures()).isEmpty();
        assertThat(only(build).measured()).isEmpty();
    }

    @Test
    void aCapWithoutAVerdictIsInconclusive() {
        GateEvaluation build = build(P50);
        alternating(build, 100);
        end(build, Ending.COMPLETE);

        assertThat(build.series("hello").gate().complete()).isTrue();
        assertThat(only(build).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(build).why()).isIn(VerdictReason.MAX_SAMPLES, VerdictReason.OUT_OF_REACH);
    }

    @Test
    void aMaxFailsAtTheFirstSampleOverItAndPassesAtTheEnd() {
        GateEvaluation build = build(MAX);
        samples(build, 29, 10);
        assertThat(build.series("hello").gate().complete()).isFalse();
        assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        samples(build, 1, 10);
        assertThat(only(build).verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(build).explanation()).isEqualTo("none of 30 cold starts over 20.0 ms");

        GateEvaluation over = build(MAX);
        samples(over, 1, 21);
        assertThat(over.series("hello").gate().complete()).isTrue();
        assertThat(only(over).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(over).why()).isEqualTo(VerdictReason.SAMPLE_OVER);
        assertThat(only(over).explanation()).isEqualTo("1 of 1 cold start over 20.0 ms, the greatest 21.0 ms");
    }

    @Test
    void aMaxOfACutOffSeriesIsNeverAPass() {
        GateEvaluation build = build(MAX);
        samples(build, 5, 10);
        end(build, Ending.TIME_LIMIT);

        assertThat(only(build).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(build).why()).isEqualTo(VerdictReason.TIME_LIMIT);
    }

    @Test
    void besideAQuantileAMaxOnlyWatches() {
        GateEvaluation build = build(BOTH);
        for (int i = 1; i <= 100; i++) {
            build.accept(new ResultsRecord.Sampled(Records.start(
                    "hello", i, Map.of(Metric.INIT_DURATION, 10 * MILLI, Metric.DURATION, (i == 4 ? 6 : 1) * MILLI))));
        }

        assertThat(build.results()).extracting(CheckResult::verdict).containsExactly(Verdict.PASS, Verdict.FAIL);
        assertThat(build.series("hello").gate().samples())
                .as("the quantile decides when to stop")
                .isEqualTo(build.results().get(0).figures().orElseThrow().n());
        assertThat(build.series("hello").gate().metrics()).isEqualTo(Set.of(Metric.INIT_DURATION, Metric.DURATION));
    }

    @Test
    void aFailedMaxDoesNotStopTheQuantile() {
        GateEvaluation build = build(BOTH);
        build.accept(new ResultsRecord.Sampled(
                Records.start("hello", 1, Map.of(Metric.INIT_DURATION, 10 * MILLI, Metric.DURATION, 9 * MILLI))));

        assertThat(build.series("hello").gate().complete()).isFalse();
    }

    @Test
    void aSampleWithoutTheMetricIsRefusedWithWhatToDo() {
        GateEvaluation build = build(P50);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> build.accept(
                        new ResultsRecord.Sampled(Records.start("hello", 4, Map.of(Metric.DURATION, 1.0)))))
                .withMessage("hello: start 4 has no init_duration: measure again with this thresholds file");
    }

    @Test
    void aCompleteSeriesReadsNoMore() {
        GateEvaluation build = build(MAX);
        samples(build, 1, 21);
        SeriesGate gate = build.series("hello").gate();

        assertThatIllegalStateException().isThrownBy(() -> gate.add(Records.start("hello", 2, 1)));
        build.accept(Records.sample("hello", 2, 1));
        assertThat(gate.samples()).isEqualTo(1);
    }

    @Test
    void countsWhatIsNoSample() {
        GateEvaluation build = build(P50);
        build.accept(new ResultsRecord.Deployed("hello", "coldgate-hello-1", "sha"));
        build.accept(new ResultsRecord.Discarded(Records.start("hello", 1, 1)));
        build.accept(new ResultsRecord.Discarded(Records.failed("hello", 2, "x", "y")));
        build.accept(new ResultsRecord.Rejected("hello", 1, Rejection.WARM, ""));
        build.accept(new ResultsRecord.Rejected("hello", 1, Rejection.WARM, ""));
        build.accept(new ResultsRecord.Rejected("hello", 1, Rejection.THROTTLED, ""));
        samples(build, 1, 1);

        SeriesTally tally = build.series("hello");
        assertThat(tally.deployedAs()).isEqualTo("coldgate-hello-1");
        assertThat(tally.discarded()).isEqualTo(2);
        assertThat(tally.discardedFailures()).isEqualTo(1);
        assertThat(tally.rejections(Rejection.WARM)).isEqualTo(2);
        assertThat(tally.rejections(Rejection.CALL_FAILED)).isZero();
        assertThat(tally.rejections()).isEqualTo(3);
        assertThat(tally.attempts()).isEqualTo(6);
        assertThat(tally.starts()).hasSize(1);
    }

    @Test
    void recordsOfOtherFunctionsArePassedOver() {
        GateEvaluation build = build(P50);
        build.accept(Records.sample("stranger", 1, 1));

        assertThat(build.allSeries()).hasSize(1);
        assertThat(build.series("hello").attempts()).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> build.series("stranger"));
    }

    @Test
    void aPackageThatWasNeverReadIsNotMeasured() {
        GateEvaluation build = build("hello: { package: a.zip, artifact: { zip: 1MB } }");

        assertThat(only(build).verdict()).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(only(build).why()).isEqualTo(VerdictReason.COULD_NOT_MEASURE);
    }

    @Test
    void theWorstVerdictOfAnyCheckIsTheBuilds() {
        CheckResult pass = result(10, 100);
        CheckResult fail = result(30, 100);
        CheckResult missing = result(10, 1);
        GateEvaluation undecided = build(P50);
        alternating(undecided, 12);
        end(undecided, Ending.TIME_LIMIT);
        CheckResult open = only(undecided);

        assertThat(BuildVerdict.of(List.of(pass, pass))).isEqualTo(Verdict.PASS);
        assertThat(BuildVerdict.of(List.of(pass, open))).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(BuildVerdict.of(List.of(open, missing, pass))).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(BuildVerdict.of(List.of(open, pass, missing, fail, open))).isEqualTo(Verdict.FAIL);
        assertThatIllegalArgumentException().isThrownBy(() -> BuildVerdict.of(List.of()));
        assertThat(BuildVerdict.inconclusiveFails(List.of(open, pass))).isFalse();
    }

    private CheckResult result(double initMillis, int n) {
        GateEvaluation build = build(P50);
        samples(build, n, initMillis);
        return only(build);
    }

    private static final String COMPARED = "hello: { package: a.zip, baseline: { memory: 1GB }, "
            + "regression: { init_duration: { p50: +10%% } }%s }";

    @Test
    void anIdenticalBaselineIsKeptToWithoutARoundAndBudgetsAreStillMeasured() {
        GateEvaluation build = build(COMPARED.formatted(", budgets: { init_duration: { p50: 20ms } }"));
        build.accept(new ResultsRecord.Identical("hello", "c2hh"));
        assertThat(build.series("hello").needsNoStart()).isFalse();
        assertThat(build.series("hello").gate().needsRounds()).isFalse();

        samples(build, 100, 30);
        end(build, Ending.COMPLETE);

        assertThat(build.results()).extracting(CheckResult::verdict).containsExactly(Verdict.FAIL, Verdict.PASS);
        CheckResult compared = build.results().get(1);
        assertThat(compared.why()).isEqualTo(VerdictReason.IDENTICAL_PACKAGE);
        assertThat(compared.measured()).isEqualTo("identical package");
        assertThat(compared.explanation())
                .isEqualTo("identical package: candidate and baseline have the same bytes (SHA-256 c2hh) and settings;"
                        + " nothing was measured for it");
    }

    @Test
    void anIdenticalBaselineAloneNeedsNoStartEvenWhereTheRunIsCutOff() {
        GateEvaluation build = build(COMPARED.formatted(""));
        assertThat(build.series("hello").needsNoStart()).isFalse();
        build.accept(new ResultsRecord.Identical("hello", "c2hh"));

        assertThat(build.series("hello").needsNoStart()).isTrue();
        assertThat(only(build).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aGreatestValueBesideAnIdenticalBaselineWatchesItsUsualStarts() {
        GateEvaluation build = build(COMPARED.formatted(", budgets: { init_duration: { max: 20ms } }"));
        build.accept(new ResultsRecord.Identical("hello", "c2hh"));

        assertThat(build.series("hello").gate().complete()).isFalse();
        assertThat(build.series("hello").gate().maxSamples()).isEqualTo(GatePlan.MAX_ONLY_SAMPLES);
    }
}
