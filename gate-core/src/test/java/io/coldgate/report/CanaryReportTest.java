package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.LimitFinding;
import io.coldgate.canary.Risks;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.canary.UnseenLimit;
import io.coldgate.canary.VersionCounts;
import io.coldgate.fixture.Golden;
import io.coldgate.logs.LoggedInvocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Metric;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.Reason;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.thresholds.BudgetRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A canary as people and programs read it. */
class CanaryReportTest {
    private static final long BEGAN = 1_772_366_400_000L;
    private static final BudgetRule.Quantile P50 = new BudgetRule.Quantile("p50", .5);
    private static final List<CanaryLimit> LIMITS = List.of(
            new CanaryLimit(Metric.WARM_DURATION, P50, .1, true),
            new CanaryLimit(Metric.INIT_DURATION, P50, .25, false));

    private static final List<UnseenLimit> UNSEEN = List.of(
            new UnseenLimit(Metric.INIT_CPU, P50, "+25%", Optional.of(LIMITS.get(1))),
            new UnseenLimit(Metric.INIT_ALLOCS, P50, "+2", Optional.empty()));

    private final SplittableRandom random = new SplittableRandom(15);
    private final List<LoggedInvocation> read = new ArrayList<>();

    /** A step under a load with noise, until it is decided; the candidate takes so many times as long. */
    private StepResult step(double share, double factor, boolean crashes) {
        StepComparison comparison = new StepComparison("6", "7", LIMITS, Risks.of(.01, .05, LIMITS.size(), 2));
        while (comparison.decision() == StepComparison.Decision.OPEN) {
            boolean candidate = random.nextDouble() < share;
            boolean cold = random.nextDouble() < .1;
            double duration = 20e6 * Math.exp(.3 * (random.nextDouble() - .5)) * (candidate ? factor : 1);
            LoggedInvocation invocation = new LoggedInvocation(
                    "r" + read.size(),
                    Optional.of(candidate ? "7" : "6"),
                    BEGAN + read.size(),
                    new Report(
                            OptionalDouble.of(duration),
                            OptionalDouble.of(21e6),
                            cold ? OptionalDouble.of(3 * duration) : OptionalDouble.empty(),
                            OptionalDouble.empty(),
                            OptionalDouble.of(64 * 1024 * 1024),
                            candidate && crashes ? Optional.of("Runtime.ExitError") : Optional.empty(),
                            false));
            read.add(invocation);
            comparison.add(invocation);
        }
        return comparison.result(share);
    }

    private static CanaryResult result(CanaryResult.Ending ending, String reason, StepResult... steps) {
        return new CanaryResult("checkout", "live", "6", List.of("7"), List.of(steps), UNSEEN, ending, reason);
    }

    private CanaryResult rolledBack() {
        return result(
                CanaryResult.Ending.ROLLED_BACK,
                "the candidate is over its limit at 50%: warm_duration p50 +10%",
                step(.25, 1, false),
                step(.5, 1.5, false));
    }

    @Test
    void peopleReadATableOfEachStepAndTheEnd() {
        Golden.assertSame(getClass(), "canary.txt", CanaryText.render(rolledBack()));
    }

    @Test
    void peopleReadThatFailuresDecidedAndWhatWasNotMeasured() {
        CanaryResult crashed = result(
                CanaryResult.Ending.ROLLED_BACK,
                "the candidate fails more often at 25%: 21 of 21 invocations, the stable version 0 of 51",
                step(.25, 1, true));
        Golden.assertSame(getClass(), "canary-crashed.txt", CanaryText.render(crashed));
    }

    @Test
    void aTableWithTheLongestNamesFitsIntoAHundredColumns() {
        QuantileInterval wide = new QuantileInterval(10.12e6, 12.45e6);
        LimitFinding longest = new LimitFinding(
                new CanaryLimit(Metric.RESTORE_DURATION, new BudgetRule.Quantile("p99.9", .999), .1, false),
                RelativeDecision.builder()
                        .outcome(Outcome.INCONCLUSIVE)
                        .reason(Reason.MAX_SAMPLES)
                        .rounds(1_000)
                        .logEvidenceFail(0)
                        .logEvidencePass(0)
                        .estimate(1.1)
                        .baselineQuantile(11e6)
                        .candidateQuantile(12.1e6)
                        .intervalLow(.812)
                        .intervalHigh(2.345)
                        .build(),
                wide,
                wide);
        VersionCounts counts = new VersionCounts(2_000, 1_500, 0);
        StepResult step = new StepResult("127", .5, StepComparison.Decision.OPEN, List.of(longest), counts, counts);

        assertThat(CanaryText.render(result(CanaryResult.Ending.UNDECIDED, "of --hold", step))
                        .lines()
                        .filter(line -> line.startsWith("  ")))
                .anySatisfy(line -> assertThat(line).contains("-18.8 % – +134.5 %"))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aPlanSaysWhatCannotBeSeenAndWhatIsComparedInstead() {
        assertThat(CanaryText.plan(
                        "checkout:live", "6", "version 7", new CanaryLimits(LIMITS, UNSEEN), "5%,100%", "30 minutes"))
                .containsExactly(
                        "checkout:live points to version 6; it would be shifted to version 7 at 5%,100%",
                        "limits: warm_duration p50 +10%; guards: init_duration p50 +25%",
                        "init_cpu p50 +25% cannot be seen in REPORT lines; init_duration p50 +25% is compared instead",
                        "init_allocs p50 +2 cannot be seen in REPORT lines; nothing is compared instead",
                        "each step is held for 30 minutes at most; nothing was changed");
    }

    @Test
    void programsReadAllFigures() {
        Golden.assertSame(getClass(), "canary.json", CanaryJson.render(rolledBack()));
    }

    @Test
    void eachInvocationThatWasCountedIsALine() {
        StepResult step = step(.25, 1, true);
        StringBuilder lines = new StringBuilder(CanaryLines.begins("7", .25, BEGAN));
        read.stream().limit(8).map(CanaryLines::of).forEach(lines::append);
        lines.append(CanaryLines.ends(step));
        Golden.assertSame(getClass(), "canary.jsonl", lines.toString());
    }
}
