package io.coldgate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.stats.Outcome;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Decisions that can be computed by hand: most on a function whose starts all take 100 ms. */
class DecisionRulesTest {
    private static final RecordedConfiguration GO = new RecordedConfiguration("go", "zip", 512, "arm64");
    private static final double LEVEL = .01 / 30;
    private static final RelativeCheck RELATIVE = new RelativeCheck(.1, LEVEL);
    private static final AbsoluteChecks ABSOLUTE = new AbsoluteChecks(LEVEL);

    private static Trial constant(double factor) {
        return new Trial(Pool.of(GO, 0, new double[] {100}), factor, 1);
    }

    private static RuleDecision fail(int starts) {
        return new RuleDecision(Outcome.FAIL, starts);
    }

    private static RuleDecision pass(int starts) {
        return new RuleDecision(Outcome.PASS, starts);
    }

    /**
     * Unchanged: every sign is -1, so E_P passes 25 long before the first 10 rounds are over. +20 %: sign scores of 1
     * and rank scores of 1 - (1/2)/.75 = 1/3; after 14 rounds (K+(1) + K+(1/3)) / 2 is about 2920, after 15 about 5510;
     * 1/(.8 level) is 3750.
     */
    @Test
    void coldgateRelative() {
        assertThat(RELATIVE.decide(constant(1))).isEqualTo(pass(20));
        assertThat(RELATIVE.decide(constant(1.2))).isEqualTo(fail(30));
        assertThat(RELATIVE.decide(constant(1.5))).isEqualTo(fail(30));
    }

    /**
     * Limits 125 and 150. No exceedance: p50 passes at 10, p95 at 67. All over: the p95 fails at the least number of
     * starts, 10. At +50 % the p95 is exactly at its limit and every start within it.
     */
    @Test
    void coldgateAbsolute() {
        assertThat(ABSOLUTE.p50(constant(1.2))).isEqualTo(pass(10));
        assertThat(ABSOLUTE.p95(constant(1.2))).isEqualTo(pass(67));
        assertThat(ABSOLUTE.p95(constant(1.5))).isEqualTo(pass(67));
        assertThat(ABSOLUTE.p95(constant(1.51))).isEqualTo(fail(10));
        assertThat(ABSOLUTE.p50(constant(1.3)).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ABSOLUTE.decide(constant(1))).isEqualTo(pass(67));
        assertThat(ABSOLUTE.decide(constant(1.3))).isEqualTo(ABSOLUTE.p50(constant(1.3)));
    }

    /**
     * 10 rounds, then 57 more candidates until the p95 passes: 67 and 10. At +20 % the relative check fails in round
     * 15.
     */
    @Test
    void coldgateSharesTheCandidatesStarts() {
        AllChecks all = new AllChecks(RELATIVE, ABSOLUTE);
        assertThat(all.decide(constant(1))).isEqualTo(pass(77));
        assertThat(all.decide(constant(1.2))).isEqualTo(fail(30));
        assertThat(all.decide(constant(2))).isEqualTo(fail(20));
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL, 20, PASS, 10, FAIL, 20",
        "PASS, 10, FAIL, 20, FAIL, 20",
        "FAIL, 20, FAIL, 30, FAIL, 20",
        "FAIL, 30, FAIL, 20, FAIL, 20",
        "PASS, 10, INCONCLUSIVE, 5, INCONCLUSIVE, 10",
        "INCONCLUSIVE, 10, PASS, 15, INCONCLUSIVE, 15",
        "PASS, 10, PASS, 15, PASS, 15",
    })
    void twoChecksOfTheSameStarts(Outcome one, int n, Outcome other, int m, Outcome both, int starts) {
        assertThat(AbsoluteChecks.together(new RuleDecision(one, n), new RuleDecision(other, m)))
                .isEqualTo(new RuleDecision(both, starts));
    }

    /** k6 fails unless the percentile is below its limit: 125 at p50, 150 at p95. */
    @Test
    void k6() {
        PointPercentiles rule = new PointPercentiles(30);
        assertThat(rule.decide(constant(1.24))).isEqualTo(pass(30));
        assertThat(rule.decide(constant(1.25))).isEqualTo(fail(30));
    }

    /** The p95 alone: one start in a hundred takes 1000 ms, so the pool's p95 is 100 and the limit 150. */
    @Test
    void k6FailsForAsFewSlowStartsAsItsPercentileRestsOn() {
        double[] starts = new double[100];
        Arrays.fill(starts, 100);
        starts[99] = 1000;
        Pool pool = Pool.of(GO, 0, starts);
        for (long seed = 1; seed <= 400; seed++) {
            Trial trial = new Trial(pool, 1, seed);
            long slow = Arrays.stream(trial.candidates(30)).filter(x -> x > 150).count();
            // Position .95 * 29 = 27.55: with two slow ones it lies between 100 and 1000, at 595.
            assertThat(new PointPercentiles(30).decide(trial).outcome())
                    .as("seed %d, %d slow", seed, slow)
                    .isEqualTo(slow >= 2 ? Outcome.FAIL : Outcome.PASS);
        }
    }

    @Test
    void medianOfThree() {
        MedianOfRounds rule = new MedianOfRounds(10);
        assertThat(rule.decide(constant(1.49))).isEqualTo(pass(30));
        assertThat(rule.decide(constant(1.5))).isEqualTo(fail(30));
    }

    @Test
    void githubActionBenchmark() {
        assertThat(new MeanRatio(1.1, 10).decide(constant(1.09))).isEqualTo(pass(10));
        assertThat(new MeanRatio(1.1, 10).decide(constant(1.11))).isEqualTo(fail(10));
        assertThat(new MeanRatio(2, 10).decide(constant(2))).isEqualTo(pass(10));
        assertThat(new MeanRatio(2, 10).decide(constant(2.1))).isEqualTo(fail(10));
    }

    /**
     * All equal: nothing to rank. Every candidate slower: U is 0, significant with 4 starts each (2/70) and not with 3
     * (2/20).
     */
    @Test
    void benchstat() {
        assertThat(new RankSum(.05, 10).decide(constant(1))).isEqualTo(pass(20));
        assertThat(new RankSum(.05, 10).decide(constant(1.01))).isEqualTo(fail(20));
        assertThat(new RankSum(.05, 10).decide(constant(.9))).isEqualTo(pass(20));
        double[] distinct = {100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, 112, 113, 114, 115};
        Trial apart = new Trial(Pool.of(GO, 0, distinct), 10, 2);
        assertThat(new RankSum(.05, 3).decide(apart).outcome()).isEqualTo(Outcome.PASS);
    }

    /** t(.99; 63) = 2.387; a history that does not vary gives no boundary. */
    @Test
    void bencher() {
        HistoryBoundary rule = HistoryBoundary.of(.99, 64, 10);
        assertThat(rule.quantile()).isCloseTo(2.387, within(.0005));
        assertThat(rule.decide(constant(3))).isEqualTo(pass(10));
        Pool two = Pool.of(GO, 0, new double[] {90, 110});
        // Means of ten have a deviation of 10 / sqrt(10) = 3.16: the boundary is near 107.5.
        assertThat(rule.decide(new Trial(two, 1.3, 1))).isEqualTo(fail(10));
        assertThat(rule.decide(new Trial(two, .9, 1))).isEqualTo(pass(10));
    }

    @Test
    void estimatesByHand() {
        double[] x = {4, 1, 3, 2};
        assertThat(Samples.mean(x)).isEqualTo(2.5);
        assertThat(Samples.standardDeviation(x)).isCloseTo(Math.sqrt(1.25), within(1e-12));
        assertThat(Samples.interpolated(x, .5)).isEqualTo(2.5);
        assertThat(Samples.interpolated(x, .95)).isCloseTo(3.85, within(1e-12));
        assertThat(Samples.interpolated(x, 1)).isEqualTo(4);
        assertThat(Samples.interpolated(new double[] {7}, .95)).isEqualTo(7);
    }

    @Test
    void drawsAreUniformAndTheArmsIndependent() {
        Pool ten = Pool.of(GO, 0, new double[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        Trial trial = new Trial(ten, 1, 42);
        int[] seen = new int[10];
        int equal = 0;
        for (int i = 0; i < 10_000; i++) {
            seen[(int) trial.candidate(i)]++;
            equal += trial.candidate(i) == trial.baseline(i) ? 1 : 0;
        }
        for (int count : seen) {
            assertThat(count).isBetween(870, 1130);
        }
        assertThat(equal).isBetween(870, 1130);
    }
}
