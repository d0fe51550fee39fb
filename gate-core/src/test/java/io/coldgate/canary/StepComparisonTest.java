package io.coldgate.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.logs.LoggedInvocation;
import io.coldgate.logs.Report;
import io.coldgate.sample.Metric;
import io.coldgate.thresholds.BudgetRule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepComparisonTest {
    private static final BudgetRule.Quantile P50 = new BudgetRule.Quantile("p50", .5);
    private static final CanaryLimit WARM = new CanaryLimit(Metric.WARM_DURATION, P50, .1, true);
    private static final CanaryLimit GUARD = new CanaryLimit(Metric.INIT_DURATION, P50, .1, false);

    private int count;

    private LoggedInvocation invocation(String version, double duration, boolean cold, boolean failed) {
        Report report = new Report(
                OptionalDouble.of(duration),
                OptionalDouble.empty(),
                cold ? OptionalDouble.of(duration) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                failed ? Optional.of("Runtime.ExitError") : Optional.empty(),
                false);
        return new LoggedInvocation("r" + count++, Optional.of(version), count, report);
    }

    private static StepComparison comparison(CanaryLimit... limits) {
        return new StepComparison("1", "2", List.of(limits), Risks.of(.01, .05, limits.length, 3));
    }

    /** A drifting load with noise; the candidate has a share of it and is so many times as slow. */
    private StepComparison.Decision play(long seed, double share, double factor, int most) {
        SplittableRandom random = new SplittableRandom(seed);
        StepComparison comparison = comparison(WARM, GUARD);
        for (int i = 0; i < most && comparison.decision() == StepComparison.Decision.OPEN; i++) {
            boolean candidate = random.nextDouble() < share;
            double load = 20e6 * (1 + .5 * Math.sin(i / 200.0)) * Math.exp(.3 * (random.nextDouble() - .5));
            comparison.add(invocation(candidate ? "2" : "1", candidate ? load * factor : load, false, false));
        }
        return comparison.decision();
    }

    @ParameterizedTest
    @CsvSource({"0.05, 1, PASS", "0.25, 1, PASS", "0.5, 1, PASS", "0.05, 1.3, FAIL", "0.5, 1.3, FAIL"})
    @Tag("slow")
    void decidesUnderADriftingLoadAtEveryShare(double share, double factor, StepComparison.Decision expected) {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(play(seed, share, factor, 40_000)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {.05, .5})
    @Tag("slow")
    void aCandidateAtItsLimitIsSeldomPassedAndNeverMoreOftenFailedThanItMay(double share) {
        int passed = 0;
        int failed = 0;
        for (int seed = 0; seed < 200; seed++) {
            StepComparison.Decision decision = play(1_000 + seed, share, 1.1, 10_000);
            passed += decision == StepComparison.Decision.PASS ? 1 : 0;
            failed += decision == StepComparison.Decision.FAIL ? 1 : 0;
        }
        // At most 5 % and 0.11 % are allowed; 200 tries of 5 % stay under 20 but with a probability of 1e-3.
        assertThat(passed).isLessThan(20);
        assertThat(failed).isLessThan(4);
    }

    @Test
    void aGuardThatIsUndecidedHoldsUpNoStepAndABrokenOneEndsIt() {
        StepComparison passed = comparison(WARM, GUARD);
        StepComparison failed = comparison(WARM, GUARD);
        for (int i = 0; i < 200; i++) {
            passed.add(invocation(i % 2 == 0 ? "1" : "2", 20e6, false, false));
            failed.add(invocation(i % 2 == 0 ? "1" : "2", i % 2 == 0 ? 20e6 : 60e6, true, false));
        }
        assertThat(passed.decision()).isEqualTo(StepComparison.Decision.PASS);
        assertThat(failed.decision()).isEqualTo(StepComparison.Decision.FAIL);
    }

    @Test
    void tenFailuresOfTheCandidateAloneAreEnough() {
        StepComparison comparison = comparison(WARM);
        int failures = 0;
        while (comparison.decision() == StepComparison.Decision.OPEN) {
            comparison.add(invocation("1", 20e6, true, false));
            comparison.add(invocation("2", 20e6, true, true));
            failures++;
        }
        assertThat(comparison.decision()).isEqualTo(StepComparison.Decision.FAILURES);
        assertThat(failures).isBetween(8, 12);
        assertThat(comparison.result(.05).candidate().failed()).isEqualTo(failures);
    }

    @Test
    void failuresOfBothVersionsAreNoReason() {
        StepComparison comparison = comparison(GUARD);
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 5_000; i++) {
            comparison.add(invocation(random.nextBoolean() ? "1" : "2", 20e6, false, random.nextDouble() < .2));
        }
        assertThat(comparison.decision()).isNotEqualTo(StepComparison.Decision.FAILURES);
    }

    @Test
    void eitherVersionHasAnIntervalOfItsOwn() {
        StepComparison comparison = comparison(WARM);
        SplittableRandom random = new SplittableRandom(4);
        while (comparison.decision() == StepComparison.Decision.OPEN) {
            double noise = 1 + .2 * (random.nextDouble() - .5);
            boolean candidate = random.nextBoolean();
            comparison.add(invocation(candidate ? "2" : "1", (candidate ? 30e6 : 20e6) * noise, false, false));
        }
        LimitFinding finding = comparison.result(.5).findings().get(0);

        assertThat(finding.stable().low()).isBetween(18e6, 20e6);
        assertThat(finding.stable().high()).isBetween(20e6, 22e6);
        assertThat(finding.candidate().low()).isBetween(27e6, 30e6);
        assertThat(finding.candidate().high()).isBetween(30e6, 33e6);
    }

    @Test
    void otherVersionsSayNothing() {
        StepComparison comparison = comparison(WARM);
        for (int i = 0; i < 500; i++) {
            comparison.add(invocation("3", 20e6, false, false));
        }
        assertThat(comparison.progress()).isEqualTo("stable 0 (0 cold), candidate 0 (0 cold)");
        assertThat(comparison.decision()).isEqualTo(StepComparison.Decision.OPEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5%", "100%", "50%,25%,100%", "5%,110%", "0%,100%", "5%,5%,100%", "5%,25%"})
    void stepsRiseToAHundred(String text) {
        assertThatThrownBy(() -> CanarySteps.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
