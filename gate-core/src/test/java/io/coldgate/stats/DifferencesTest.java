package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits by a difference: counts, which are often 0. */
class DifferencesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    static LongStream seeds() {
        return Series.seeds(50);
    }

    private static RelativeRule rule(double p, double tolerance) {
        return new RelativeRule(p, Contrast.DIFFERENCE, tolerance, .01, .05, 60);
    }

    private static RelativeDecision run(RelativeRule rule, double[] baseline, double[] candidate) {
        RelativeDecider test = new RelativeDecider(rule);
        for (int i = 0; i < baseline.length; i++) {
            if (test.add(baseline[i], candidate[i]) != Outcome.UNDECIDED) {
                break;
            }
        }
        return test.decision();
    }

    private static double[] all(double value) {
        double[] values = new double[60];
        Arrays.fill(values, value);
        return values;
    }

    private static double[] counts(Series random, int n) {
        double[] counts = new double[n];
        Arrays.setAll(counts, i -> random.below(4));
        return counts;
    }

    private static double[] plus(double[] values, double more) {
        return Arrays.stream(values).map(x -> x + more).toArray();
    }

    @ParameterizedTest(name = "{0} more, {1} allowed: {2}")
    @CsvSource({"1, 2, PASS", "0, 1, PASS", "1, 1, INCONCLUSIVE", "2, 1, FAIL", "1000, 999, FAIL"})
    void aConstantIncreaseIsJudgedByHowMuchItIs(double more, double tolerance, Outcome outcome) {
        RelativeDecision decision = run(rule(.5, tolerance), all(0), all(more));

        assertThat(decision.outcome()).isEqualTo(outcome);
        assertThat(decision.estimate()).isEqualTo(more);
        assertThat(decision.intervalLow()).isEqualTo(more);
        assertThat(decision.intervalHigh()).isEqualTo(more);
    }

    @Test
    void nothingAgainstNothingIsNoRatioAndStillNoIncrease() {
        RelativeDecision ratio = run(new RelativeRule(.5, .1, .01, .05, 60), all(0), all(0));
        assertThat(ratio.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(ratio.estimate()).isEqualTo(1);

        RelativeDecision difference = run(rule(.5, 1), all(0), all(0));
        assertThat(difference.outcome()).isEqualTo(Outcome.PASS);
        assertThat(difference.rounds()).isEqualTo(10);
        assertThat(difference.intervalLow()).isZero();
    }

    @Test
    void everythingIsAnInfiniteRatioOfNothing() {
        RelativeDecision ratio = run(new RelativeRule(.5, .1, .01, .05, 60), all(0), all(3));
        assertThat(ratio.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ratio.estimate()).isInfinite();
    }

    @Test
    void aTailIsMovedAndNotStretched() {
        double[] baseline = new double[60];
        Arrays.setAll(baseline, i -> i % 10);
        assertThat(run(rule(.75, 3), baseline, baseline).outcome()).isEqualTo(Outcome.PASS);
        assertThat(run(rule(.75, 3), baseline, plus(baseline, 9)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(run(rule(.75, 3), baseline, plus(baseline, 9)).estimate()).isEqualTo(9);
    }

    @Test
    void failedStartsAreOverEveryLimitAndTiesAmongThemselves() {
        assertThat(run(rule(.5, 2), all(1), all(INF)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(run(rule(.5, 2), all(INF), all(1)).outcome()).isEqualTo(Outcome.PASS);
        RelativeDecision both = run(rule(.5, 2), all(INF), all(INF));
        assertThat(both.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(both.estimate()).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatBothHaveMoreDoesNotMatter(long seed) {
        Series random = new Series(seed);
        double[] baseline = counts(random, 60);
        double[] candidate = counts(random, 60);
        double p = random.coin() ? .5 : .75;
        RelativeDecision plain = run(rule(p, 1), baseline, candidate);
        RelativeDecision more = run(rule(p, 1), plus(baseline, 1000), plus(candidate, 1000));
        assertThat(more)
                .usingRecursiveComparison()
                .ignoringFields("baselineQuantile", "candidateQuantile")
                .isEqualTo(plain);
        assertThat(more.baselineQuantile()).isEqualTo(plain.baselineQuantile() + 1000);
        assertThat(more.candidateQuantile()).isEqualTo(plain.candidateQuantile() + 1000);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theIntervalOfCountsHasWholeEndsAndHoldsItsEstimate(long seed) {
        Series random = new Series(seed);
        double[] baseline = counts(random, 60);
        RelativeDecision decision = run(rule(.5, 50), baseline, plus(counts(random, 60), random.below(3)));
        assertThat(decision.intervalLow()).isLessThanOrEqualTo(decision.estimate());
        assertThat(decision.intervalHigh()).isGreaterThanOrEqualTo(decision.estimate());
        for (double end : new double[] {decision.intervalLow(), decision.intervalHigh()}) {
            assertThat(end).isEqualTo(Math.rint(end));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void evidenceFallsForFailAndRisesForPassAsTheLimitIsRaised(long seed) {
        Series random = new Series(seed);
        double[] baseline = counts(random, 60);
        double[] candidate = counts(random, 60);
        double p = random.coin() ? .5 : .9;
        double lastFail = INF;
        double lastPass = -INF;
        for (double limit = -5; limit <= 5; limit += .5) {
            RelativeEvidence evidence = RelativeEvidence.of(rule(p, limit), limit);
            for (int i = 0; i < baseline.length; i++) {
                evidence.add(baseline[i], candidate[i]);
            }
            assertThat(evidence.logFail()).isLessThanOrEqualTo(lastFail + 1e-9);
            assertThat(evidence.logPass()).isGreaterThanOrEqualTo(lastPass - 1e-9);
            lastFail = evidence.logFail();
            lastPass = evidence.logPass();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hodgesLehmannIsTheMedianOfAllDifferences(long seed) {
        Series random = new Series(seed);
        double[] candidate = counts(random, 1 + random.below(40));
        double[] baseline = counts(random, 1 + random.below(40));
        double[] differences = Arrays.stream(candidate)
                .flatMap(c -> Arrays.stream(baseline).map(a -> c - a))
                .sorted()
                .toArray();
        int n = differences.length;
        assertThat(Ratio.hodgesLehmann(Contrast.DIFFERENCE, candidate, baseline))
                .isEqualTo((differences[(n - 1) / 2] + differences[n / 2]) / 2);
    }

    @Test
    void aLimitIsANumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> rule(.5, INF));
        assertThatIllegalArgumentException().isThrownBy(() -> rule(.5, Double.NaN));
    }
}
