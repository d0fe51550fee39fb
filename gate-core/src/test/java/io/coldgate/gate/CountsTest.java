package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.PackageSum;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Budgets on counts, which may be 0, alone and against a baseline. */
class CountsTest {
    @TempDir
    private Path folder;

    private static Start start(Arm arm, int round, double sockets) {
        return Start.builder()
                .function("checkout")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(round)
                .values(Map.of(Metric.INIT_SOCKETS, sockets))
                .waitNanos(OptionalDouble.empty())
                .proof("new process")
                .environment(arm.key() + round)
                .failure(Optional.empty())
                .build();
    }

    private CheckResult forbidden(List<String> packages, double count) {
        Metric metric = Metric.of(new PackageSum("k8s.io/**", PackageSum.Amount.PACKAGES));
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "checkout: { package: f.zip, packages: { \"k8s.io/**\": none } }"));
        build.accept(Records.run("checkout"));
        build.accept(new ResultsRecord.Sampled(Start.builder()
                .function("checkout")
                .number(1)
                .atMillis(1)
                .values(Map.of(metric, count))
                .waitNanos(OptionalDouble.empty())
                .proof("new process")
                .environment("e")
                .failure(Optional.empty())
                .initialised(Map.of(metric, packages))
                .build()));
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1_000, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(1_001, Ending.COMPLETE, ""));
        return build.series("checkout").results().get(0);
    }

    @Test
    void aPackageThatMustNotBeInitialisedIsNamed() {
        CheckResult one = forbidden(List.of("k8s.io/api/core/v1"), 1);
        assertThat(one.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(one.explanation()).isEqualTo("1 of 1 cold start over 0, the greatest 1: k8s.io/api/core/v1");
    }

    @Test
    void ofManyPackagesTheFirstAreNamedAndTheOthersCounted() {
        List<String> packages =
                IntStream.rangeClosed(1, 12).mapToObj(n -> "k8s.io/p" + n).toList();

        assertThat(forbidden(packages, 12).explanation())
                .endsWith("the greatest 12: k8s.io/p1, k8s.io/p2, k8s.io/p3, k8s.io/p4, k8s.io/p5 and 7 more");
    }

    @Test
    void resultsOfAnOlderGateHaveNoNames() {
        assertThat(forbidden(List.of(), 2).explanation()).endsWith("over 0, the greatest 2");
    }

    private CheckResult check(String limits, double baseline, double candidate) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "checkout: { package: f.zip, baseline: { memory: 1024MB }, " + limits + " }"));
        build.accept(Records.run("checkout"));
        for (int round = 1; round <= 150; round++) {
            build.accept(new ResultsRecord.Sampled(start(Arm.BASELINE, round, baseline)));
            build.accept(new ResultsRecord.Sampled(start(Arm.CANDIDATE, round, candidate)));
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1_000, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(1_001, Ending.COMPLETE, ""));
        return build.series("checkout").results().get(0);
    }

    private CheckResult regression(String tolerance, double baseline, double candidate) {
        return check("regression: { init_sockets: { p50: " + tolerance + " } }", baseline, candidate);
    }

    @Test
    void aNumberMoreIsAllowedOrNotWhateverTheBaselineHas() {
        CheckResult within = regression("+2", 0, 1);
        assertThat(within.verdict()).isEqualTo(Verdict.PASS);
        assertThat(within.measured()).isEqualTo("0 -> 1, +1");
        assertThat(within.check().demand()).isEqualTo("≤ baseline + 2");
        assertThat(within.explanation()).isEqualTo("p50 within baseline + 2 proven");

        CheckResult over = regression("+1000", 5, 1505);
        assertThat(over.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(over.measured()).isEqualTo("5 -> 1,505, +1,500");
        assertThat(over.explanation()).isEqualTo("p50 over baseline + 1,000 proven");
    }

    @Test
    void exactlyAtTheLimitIsWithinAndOneMoreIsNot() {
        assertThat(regression("+1", 1, 2).verdict()).isEqualTo(Verdict.PASS);
        assertThat(regression("+1", 1, 3).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(regression("+0", 1, 1).verdict()).isEqualTo(Verdict.PASS);
        assertThat(regression("+0", 1, 1).measured()).isEqualTo("1 -> 1, +0");
        assertThat(regression("+0", 0, 1).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(regression("+0", 2, 1).measured()).isEqualTo("2 -> 1, -1");
    }

    @Test
    void aShareOfACountIsAllowedOrNot() {
        assertThat(regression("+100%", 2, 3).verdict()).isEqualTo(Verdict.PASS);
        assertThat(regression("+10%", 1, 2).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(regression("+10%", 1, 2).measured()).isEqualTo("1 -> 2, +100 %");
    }

    @Test
    void aShareOfNothingIsUndecidedAndSaysWhatToWriteInstead() {
        CheckResult same = regression("+10%", 0, 0);
        assertThat(same.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(same.explanation()).contains("the baseline is 0").endsWith("write a number, such as +0 or +1");
    }

    @Test
    void whatComesFromNothingIsMoreThanEveryShareAndNoFailedStart() {
        CheckResult more = regression("+10%", 0, 3);
        assertThat(more.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(more.measured()).isEqualTo("0 -> 3");
        assertThat(more.explanation()).contains("proven").endsWith("write a number, such as +0 or +1");
    }

    @Test
    void aBudgetOfNoneIsKeptByNone() {
        String limits = "regression: { init_sockets: { p50: +9 } }, budgets: { init_sockets: { p50: 0 } }";
        CheckResult kept = check(limits, 0, 0);
        assertThat(kept.verdict()).isEqualTo(Verdict.PASS);
        assertThat(kept.measured()).isEqualTo("0");
        assertThat(kept.check().demand()).isEqualTo("≤ 0");
        CheckResult over = check(limits, 0, 1);
        assertThat(over.verdict()).isEqualTo(Verdict.FAIL);
    }
}
