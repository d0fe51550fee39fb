package io.coldgate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.sample.Arm;
import io.coldgate.sample.ArmBuild;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.verdict.Verdict;
import io.coldgate.verdict.VerdictReason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts of package inits are not compared between arms that different versions of Go built. */
class CompilersTest {
    @TempDir
    private Path folder;

    private static ResultsRecord built(Arm arm, String language) {
        return new ResultsRecord.Built(new ArmBuild(
                "checkout", arm, language, "main", "shop", Map.of(), Map.of(), true, false, 1, 1, Map.of()));
    }

    private static ResultsRecord start(Arm arm, int round, double allocs) {
        return new ResultsRecord.Sampled(Start.builder()
                .function("checkout")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(round)
                .values(Map.of(Metric.INIT_ALLOCS, allocs, Metric.INIT_CPU, allocs))
                .waitNanos(OptionalDouble.empty())
                .proof("new process")
                .environment(arm.key() + round)
                .failure(Optional.empty())
                .build());
    }

    private CheckResult regression(String metric, String before, String now, double candidate) {
        GateEvaluation build = new GateEvaluation(Plans.plan(
                folder,
                "checkout: { package: f.zip, baseline: { memory: 1024MB }, regression: { " + metric
                        + ": { p50: +1% } } }"));
        build.accept(Records.run("checkout"));
        build.accept(built(Arm.CANDIDATE, now));
        build.accept(built(Arm.BASELINE, before));
        for (int round = 1; round <= 150; round++) {
            build.accept(start(Arm.BASELINE, round, 1000 + round % 3));
            build.accept(start(Arm.CANDIDATE, round, candidate + round % 3));
        }
        build.accept(new ResultsRecord.SeriesEnded("checkout", 1_000, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(1_001, Ending.COMPLETE, ""));
        return build.series("checkout").results().get(0);
    }

    @Test
    void anUpdateOfGoLeavesCountsUndecidedAndSaysSo() {
        CheckResult result = regression("init_allocs", "go1.25.3", "go1.26.1", 2000);

        assertThat(result.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result.why()).isEqualTo(VerdictReason.OTHER_COMPILER);
        assertThat(result.explanation())
                .isEqualTo("the candidate was built by go1.26.1, the baseline by go1.25.3: the difference may"
                        + " come from the compiler; build both with the same");
        assertThat(LikelyFailure.of(result)).isEmpty();
    }

    @Test
    void aPassIsWithheldAsWell() {
        assertThat(regression("init_allocs", "", "go1.26.1", 1000).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theSameGoDecides() {
        assertThat(regression("init_allocs", "go1.26.1", "go1.26.1", 2000).verdict())
                .isEqualTo(Verdict.FAIL);
        assertThat(regression("init_allocs", "go1.26.1", "go1.26.1", 1000).verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void timesAreComparedWhateverBuiltTheArms() {
        assertThat(regression("init_cpu", "go1.25.3", "go1.26.1", 2000).verdict())
                .isEqualTo(Verdict.FAIL);
    }
}
