package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One look at a whole recorded series: its exact errors, and that it never stops at a first part. */
class RecordedSeriesTest {
    private static final double FALSE_ALARM = .01;
    private static final double MISSED = .05;

    private static RecordedRule rule(double p, boolean fixedLength) {
        return new RecordedRule(p, 100, false, FALSE_ALARM, MISSED, fixedLength);
    }

    private static double logBinomial(int n, int s, double t) {
        return logFactorial(n) - logFactorial(s) - logFactorial(n - s) + s * Math.log(t) + (n - s) * Math.log1p(-t);
    }

    private static double logFactorial(int n) {
        return IntStream.rangeClosed(2, n).mapToDouble(Math::log).sum();
    }

    @ParameterizedTest
    @CsvSource({".5, true", ".5, false", ".9, true", ".9, false", ".95, true", ".95, false", ".99, true", ".99, false"})
    void atTheLimitItsErrorsAreExactlyWithinTheirRisksForEveryNumberOfSamples(double p, boolean fixedLength) {
        RecordedRule rule = rule(p, fixedLength);
        for (int n : new int[] {10, 11, 29, 33, 59, 60, 67, 100, 299, 341, 500}) {
            double fail = 0;
            double pass = 0;
            for (int s = 0; s <= n; s++) {
                Outcome outcome = RecordedDecider.decide(rule, n, s).outcome();
                double mass = Math.exp(logBinomial(n, s, 1 - p));
                fail += outcome == Outcome.FAIL ? mass : 0;
                pass += outcome == Outcome.PASS ? mass : 0;
            }
            assertThat(fail).as("FAIL at n = %d", n).isLessThanOrEqualTo(FALSE_ALARM);
            assertThat(pass).as("PASS at n = %d", n).isLessThanOrEqualTo(MISSED);
        }
    }

    @ParameterizedTest
    @CsvSource({".5, 10, 10", ".75, 11, 12", ".9, 29, 33", ".95, 59, 67", ".99, 299, 341"})
    void theFirstPossiblePassIsTheTheorysWhereTheLengthWasFixed(double p, int fixed, int free) {
        assertThat(rule(p, true).firstPossiblePass()).isEqualTo(fixed);
        assertThat(rule(p, false).firstPossiblePass()).isEqualTo(free);
        assertThat(RecordedDecider.decide(rule(p, true), fixed, 0).outcome()).isEqualTo(Outcome.PASS);
        assertThat(RecordedDecider.decide(rule(p, true), fixed - 1, 0).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(RecordedDecider.decide(rule(p, false), free, 0).outcome()).isEqualTo(Outcome.PASS);
        assertThat(RecordedDecider.decide(rule(p, false), free - 1, 0).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void aFastRampUpDoesNotPassWhatBreaksUnderLoad() {
        double[] samples = new double[2000];
        Arrays.fill(samples, 0, 200, 50);
        Arrays.fill(samples, 200, 2000, 500);
        AbsoluteDecider sequential =
                new AbsoluteDecider(new AbsoluteRule(.95, 100, 0, FALSE_ALARM, MISSED, 2000, true));
        int n = 0;
        while (sequential.add(samples[n]) == Outcome.UNDECIDED) {
            n++;
        }
        assertThat(sequential.decision().outcome())
                .as("what stopping early would say")
                .isEqualTo(Outcome.PASS);

        AbsoluteDecision decision = RecordedDecider.decide(rule(.95, false), samples);

        assertThat(decision.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(decision.n()).isEqualTo(2000);
        assertThat(decision.tau()).as("a step is dependence").isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void independentSamplesComeToTheDecisionOfTheirCounts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] samples = random.doubles(150, 0, 103).toArray();
        int over = (int) Arrays.stream(samples).filter(x -> x > 100).count();

        AbsoluteDecision all = RecordedDecider.decide(rule(.9, true), samples);
        AbsoluteDecision counts = RecordedDecider.decide(rule(.9, true), 150, over);

        assertThat(all.exceed()).isEqualTo(over);
        assertThat(all.logEvidencePass() * all.tau()).isCloseTo(counts.logEvidencePass(), within(1e-12));
        if (all.tau() == 1) {
            assertThat(all.outcome()).isEqualTo(counts.outcome());
        }
    }

    @Test
    void whatFailedIsBeyondEveryLimitInBothDirections() {
        double[] failed = new double[40];
        Arrays.fill(failed, Double.POSITIVE_INFINITY);
        assertThat(RecordedDecider.decide(rule(.5, true), failed).outcome()).isEqualTo(Outcome.FAIL);
        RecordedRule throughput = new RecordedRule(.5, 100, true, FALSE_ALARM, MISSED, true);
        assertThat(RecordedDecider.decide(throughput, failed).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(RecordedDecider.decide(throughput, failed).estimate()).isInfinite();
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void moreIsBetterMirrorsLessIsBetter(long seed) {
        double[] costs = new SplittableRandom(seed).doubles(120, 10, 130).toArray();
        double[] gains = Arrays.stream(costs).map(x -> 1000 - x).toArray();

        AbsoluteDecision cost =
                RecordedDecider.decide(new RecordedRule(.9, 120, false, FALSE_ALARM, MISSED, true), costs);
        AbsoluteDecision gain =
                RecordedDecider.decide(new RecordedRule(.9, 880, true, FALSE_ALARM, MISSED, true), gains);

        assertThat(gain.outcome()).isEqualTo(cost.outcome());
        assertThat(gain.exceed()).isEqualTo(cost.exceed());
        assertThat(gain.tau()).isEqualTo(cost.tau());
        assertThat(gain.estimate()).isCloseTo(1000 - cost.estimate(), within(1e-9));
        assertThat(gain.intervalLow()).isCloseTo(1000 - cost.intervalHigh(), within(1e-9));
        assertThat(gain.intervalHigh()).isCloseTo(1000 - cost.intervalLow(), within(1e-9));
    }

    @Test
    void withoutEnoughSamplesThereIsNoBoundInEitherDirection() {
        AbsoluteDecision gain = RecordedDecider.decide(
                new RecordedRule(.99, 1, true, FALSE_ALARM, MISSED, true), new double[] {5, 6, 7, 5, 6, 7, 5, 6, 7, 5});
        assertThat(gain.intervalLow()).isZero();
        assertThat(gain.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        AbsoluteDecision nothing = RecordedDecider.decide(rule(.5, true), new double[0]);
        assertThat(nothing.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(nothing.estimate()).isNaN();
    }

    @Test
    void forksThatDifferWithholdAVerdict() {
        double[] samples = new double[100];
        for (int fork = 0; fork < 10; fork++) {
            for (int i = 0; i < 10; i++) {
                // Forks alternate, so that neighbours at the seams do not look alike.
                samples[10 * fork + i] = fork % 2 == 0 && i < 9 || fork % 2 == 1 && i < 2 ? 50 : 150;
            }
        }
        int[] forks = new int[10];
        Arrays.fill(forks, 10);

        double alone = Clusters.tau(over(samples), new int[0]);
        double clustered = Clusters.tau(over(samples), forks);

        assertThat(alone).isEqualTo(1);
        assertThat(clustered).isGreaterThan(4);
        assertThat(RecordedDecider.decide(rule(.5, true), samples, forks).tau()).isGreaterThanOrEqualTo(clustered);
    }

    private static boolean[] over(double[] samples) {
        boolean[] over = new boolean[samples.length];
        for (int i = 0; i < over.length; i++) {
            over[i] = samples[i] > 100;
        }
        return over;
    }

    @Test
    void independentClustersCostNothingNineteenTimesInTwenty() {
        int discounted = 0;
        for (int seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean[] over = new boolean[200];
            for (int i = 0; i < over.length; i++) {
                over[i] = random.nextInt(4) == 0;
            }
            int[] forks = new int[20];
            Arrays.fill(forks, 10);
            discounted += Clusters.tau(over, forks) > 1 ? 1 : 0;
        }
        assertThat(discounted).isBetween(4, 40);
    }

    @Test
    void clustersMustAddUp() {
        assertThatThrownBy(() -> RecordedDecider.decide(rule(.5, true), new double[] {1, 2, 3}, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clusters of 2 samples in a series of 3");
    }

    @Test
    @Tag("slow")
    void aMillionSamplesAreDecided() {
        double[] samples = new SplittableRandom(1).doubles(1_000_000, 0, 101).toArray();
        assertThat(RecordedDecider.decide(rule(.95, true), samples).outcome()).isEqualTo(Outcome.PASS);
    }
}
