package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** One recorded series relative to another: what the guarantee says, and what it takes. */
class RecordedContrastTest {
    private static final RecordedContrastRule RULE = new RecordedContrastRule(.5, .05, .01, .05);

    private static double[] runs(int n, double around, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return random.doubles(n).map(x -> around * (1 + .02 * (x - .5))).toArray();
    }

    @Test
    void anEqualCandidatePassesAndASlowerOneFails() {
        assertThat(RecordedContrastDecider.decide(RULE, runs(20, 100, 1), runs(20, 100, 2))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(RecordedContrastDecider.decide(RULE, runs(20, 100, 1), runs(20, 120, 2))
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void tooFewRunsDecideNothingHoweverFarApartTheyAre() {
        RelativeDecision decision = RecordedContrastDecider.decide(RULE, runs(9, 100, 1), runs(9, 300, 2));
        assertThat(decision.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(RULE.fewest()).isEqualTo(10);
        assertThat(new RecordedContrastRule(.95, .05, .01, .05).fewest()).isEqualTo(104);
        assertThat(new RecordedContrastRule(.5, .05, .0005, .05).fewest()).isEqualTo(12);
    }

    @Test
    void aFailedRunIsSlowerThanEveryLimit() {
        double[] failing = runs(20, 100, 2);
        Arrays.fill(failing, 0, 19, Double.POSITIVE_INFINITY);
        assertThat(RecordedContrastDecider.decide(RULE, runs(20, 100, 1), failing)
                        .outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void runsThatResembleTheirNeighboursCountForLess() {
        double[] rising = new double[20];
        Arrays.setAll(rising, i -> 100 + i * .2);
        assertThat(RecordedContrastDecider.decide(RULE, rising, rising).outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void bothRisksHoldExactlyAtTheLimitWhateverTheShape() {
        SplittableRandom random = new SplittableRandom(20261129);
        int fails = 0;
        int passes = 0;
        int builds = 4000;
        for (int build = 0; build < builds; build++) {
            // The same median, stretched by the whole tolerance; other shapes, so that no shift explains them.
            double[] baseline = random.doubles(25).map(x -> 100 + 4 * (x - .5)).toArray();
            double[] candidate = random.doubles(25)
                    .map(x -> 105 + (x < .5 ? 2 * (x - .5) : 60 * (x - .5)))
                    .toArray();
            Outcome outcome =
                    RecordedContrastDecider.decide(RULE, baseline, candidate).outcome();
            fails += outcome == Outcome.FAIL ? 1 : 0;
            passes += outcome == Outcome.PASS ? 1 : 0;
        }
        assertThat(fails).isLessThan(builds / 100);
        assertThat(passes).isLessThan(builds / 20);
    }
}
