package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host with other work to do may make of a verdict: no FAIL, no PASS, and no silence about it. */
class BusyHostTest {
    private static final double MILLI = 1e6;
    private static final String P50 = "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }";
    private static final String MAX = "hello: { package: a.zip, budgets: { init_duration: { max: 20ms } } }";

    @TempDir
    private Path folder;

    private GateEvaluation build(String functions) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, functions));
        build.accept(Records.run("hello"));
        return build;
    }

    private static void samples(GateEvaluation build, int n, double initMillis, double waitMillis) {
        for (int i = 1; i <= n; i++) {
            build.accept(Records.waited("hello", i, initMillis * MILLI, waitMillis * MILLI));
        }
    }

    private static CheckResult only(GateEvaluation build) {
        assertThat(build.results()).hasSize(1);
        return build.results().get(0);
    }

    @Test
    void startsThatAreOverTheirBudgetOnlyByWaitingForACoreFailNothing() {
        GateEvaluation build = build(P50);

        samples(build, 100, 30, 15);

        CheckResult result = only(build);
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).isEqualTo(VerdictReason.HOST_BUSY);
        assertThat(result.explanation())
                .isEqualTo(
                        "the host was busy: " + result.figures().orElseThrow().n() + " of "
                                + result.figures().orElseThrow().n()
                                + " cold starts over 20.0 ms, but only 0 without the time that they waited for a core");
        assertThat(build.series("hello").gate().complete()).isTrue();
        assertThat(build.series("hello").gate().samples()).isLessThan(100);
    }

    @Test
    void startsThatAreOverTheirBudgetWithoutTheirWaitingTooFailAsSoonAsOnAQuietHost() {
        GateEvaluation busy = build(P50);
        GateEvaluation quiet = build(P50);

        samples(busy, 100, 60, 30);
        samples(quiet, 100, 30, 0);

        assertThat(only(busy).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(busy).why()).isEqualTo(VerdictReason.EVIDENCE);
        assertThat(busy.series("hello").gate().samples())
                .isEqualTo(quiet.series("hello").gate().samples());
    }

    @Test
    void whatIsWithinItsBudgetWithItsWaitingPasses() {
        GateEvaluation build = build(P50);

        samples(build, 100, 15, 10);

        assertThat(only(build).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void aQuietHalfOfTheStartsMayStillPassWhatABusyHalfWouldHaveFailed() {
        GateEvaluation build = build(P50);
        for (int i = 1; i <= 12; i++) {
            build.accept(Records.waited("hello", i, 30 * MILLI, 20 * MILLI));
        }
        for (int i = 13; i <= 100 && !build.series("hello").gate().complete(); i++) {
            build.accept(Records.waited("hello", i, 10 * MILLI, 0));
        }

        // The dependence guard holds the last word back here; the count would be enough.
        assertThat(only(build).verdict()).isNotEqualTo(Verdict.FAIL);
    }

    @Test
    void moreWaitingThanThereWasTimeIsNoNegativeTime() {
        GateEvaluation build = build(P50);

        samples(build, 100, 30, 500);

        assertThat(only(build).why()).isEqualTo(VerdictReason.HOST_BUSY);
        assertThat(only(build).figures().orElseThrow().exceedUndisturbed()).isZero();
    }

    @Test
    void oneStartOverItsMaximumFailsOnlyWhereWaitingCannotExplainIt() {
        GateEvaluation waited = build(MAX);
        GateEvaluation slow = build(MAX);
        samples(waited, 30, 21, 2);
        samples(slow, 30, 23, 2);

        assertThat(only(waited).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(only(waited).why()).isEqualTo(VerdictReason.HOST_BUSY);
        assertThat(only(waited).explanation())
                .isEqualTo("the host was busy: 30 of 30 cold starts over 20.0 ms, but only 0 without the time that they"
                        + " waited for a core");
        assertThat(only(slow).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(slow.series("hello").gate().samples()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"INTERRUPTED, INTERRUPTED", "COULD_NOT_MEASURE, COULD_NOT_MEASURE", "TIME_LIMIT, HOST_BUSY"})
    void aRunThatBrokeOffSaysThatFirst(Ending ending, VerdictReason why) {
        GateEvaluation build = build(MAX);
        samples(build, 3, 30, 25);
        build.accept(new ResultsRecord.SeriesEnded("hello", 1, ending, ""));

        assertThat(only(build).why()).isEqualTo(why);
    }

    @Test
    void aRecordedLowerBoundCountsBeforeTheSumOfAllWaiting() {
        GateEvaluation build = build(P50);
        for (int i = 1; i <= 100 && !build.series("hello").gate().complete(); i++) {
            build.accept(new ResultsRecord.Sampled(start(
                    i,
                    Map.of(Metric.INIT_DURATION, 30 * MILLI),
                    25 * MILLI,
                    Map.of(Metric.INIT_DURATION, 24 * MILLI))));
        }

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theWaitingOfInitIsNoTimeOfTheHandler() {
        GateEvaluation build = build("hello: { package: a.zip, budgets: { duration: { p50: 20ms } } }");
        for (int i = 1; i <= 100 && !build.series("hello").gate().complete(); i++) {
            build.accept(
                    new ResultsRecord.Sampled(start(i, Map.of(Metric.DURATION, 30 * MILLI), 25 * MILLI, Map.of())));
        }

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void waitingIsNoPartOfCpuTimeOrMemory() {
        Start start = start(1, Map.of(Metric.INIT_CPU, 30 * MILLI, Metric.MAX_MEMORY, 1e9), 25 * MILLI, Map.of());

        assertThat(start.undisturbed(Metric.INIT_CPU)).hasValue(30 * MILLI);
        assertThat(start.undisturbed(Metric.MAX_MEMORY)).hasValue(1e9);
        assertThat(start.undisturbed(Metric.INIT_DURATION)).isEmpty();
    }

    private static Start start(
            int number, Map<Metric, Double> values, double waitNanos, Map<Metric, Double> undisturbed) {
        return Start.builder()
                .function("hello")
                .number(number)
                .atMillis(1_700_000_000_000L + number)
                .values(values)
                .waitNanos(OptionalDouble.of(waitNanos))
                .proof("new process")
                .environment("env-" + number)
                .undisturbed(undisturbed)
                .build();
    }

    @Test
    void startsThatResembleEachOtherSayWhatTheyCountAs() {
        GateEvaluation build = build("hello: { package: a.zip, budgets: { init_duration: { p95: 50ms } } }");
        slowlyRising(build);

        CheckResult result = only(build);
        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.explanation())
                .matches(
                        "undecided after the cap of 300 cold starts; at this rate it needs about [\\d,]+ more; 300 cold"
                                + " starts count as \\d+, because successive ones resemble each other");
    }

    @Test
    void howMuchTheyResembleEachOtherDoesNotMatterFarFromTheLimit() {
        GateEvaluation build = build("hello: { package: a.zip, budgets: { init_duration: { p95: 600ms } } }");
        slowlyRising(build);

        assertThat(only(build).verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(build).explanation()).isEqualTo("p95 ≤ 600 ms proven");
        assertThat(build.series("hello").gate().samples()).isEqualTo(67);
    }

    private static void slowlyRising(GateEvaluation build) {
        for (int i = 0; i < 300 && !build.series("hello").gate().complete(); i++) {
            build.accept(Records.sample("hello", i + 1, (40 + i / 30) * MILLI));
        }
    }

    @Test
    void aSeriesWithoutNeighboursSaysNothingOfThem() {
        GateEvaluation build = build(P50);
        List.of(30.0, 31.0, 29.0).forEach(value -> samplesOf(build, value));

        assertThat(only(build).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(only(build).explanation()).isEqualTo("p50 > 20.0 ms proven");
    }

    private static void samplesOf(GateEvaluation build, double millis) {
        for (int i = 0; i < 10 && !build.series("hello").gate().complete(); i++) {
            build.accept(Records.sample("hello", build.series("hello").gate().samples() + 1, millis * MILLI));
        }
    }
}
