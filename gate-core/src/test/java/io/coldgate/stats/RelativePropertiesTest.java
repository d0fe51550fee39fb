package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RelativePropertiesTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    static LongStream seeds() {
        return Series.seeds(100);
    }

    private static RelativeRule rule(Series random, double tolerance) {
        double p = random.coin() ? .5 : .75 + .2 * random.uniform();
        return new RelativeRule(p, tolerance, .01, .05, 20 + random.below(150));
    }

    private static RelativeDecider run(RelativeRule rule, double[] baseline, double[] candidate) {
        RelativeDecider test = new RelativeDecider(rule);
        for (int i = 0; i < baseline.length; i++) {
            if (test.add(baseline[i], candidate[i]) != Outcome.UNDECIDED) {
                break;
            }
        }
        return test;
    }

    private static double[] times(double[] samples, double factor) {
        return Arrays.stream(samples).map(x -> x * factor).toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theUnitOfTheSamplesDoesNotMatter(long seed) {
        Series random = new Series(seed);
        RelativeRule rule = rule(random, .1);
        double[] baseline = random.any(rule.maxRounds());
        double[] candidate = random.any(rule.maxRounds());
        double scale = Math.scalb(1, random.below(40) - 20);
        RelativeDecision plain = run(rule, baseline, candidate).decision();
        RelativeDecision scaled =
                run(rule, times(baseline, scale), times(candidate, scale)).decision();
        assertThat(scaled)
                .usingRecursiveComparison()
                .ignoringFields("baselineQuantile", "candidateQuantile")
                .isEqualTo(plain);
        assertThat(scaled.baselineQuantile()).isEqualTo(plain.baselineQuantile() * scale);
        assertThat(scaled.candidateQuantile()).isEqualTo(plain.candidateQuantile() * scale);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void evidenceFallsForFailAndRisesForPassAsTheLimitIsRaised(long seed) {
        Series random = new Series(seed);
        double[] baseline = random.any(60);
        double[] candidate = random.any(60);
        double p = random.coin() ? .5 : .9;
        double lastFail = INF;
        double lastPass = -INF;
        for (double tolerance = -.3; tolerance < .6; tolerance += .02) {
            RelativeEvidence evidence =
                    RelativeEvidence.of(new RelativeRule(p, tolerance, .01, .05, 60), 1 + tolerance);
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
    void theEvidenceNeverSpeaksForBoth(long seed) {
        Series random = new Series(seed);
        RelativeRule rule = rule(random, .1);
        RelativeEvidence evidence = RelativeEvidence.of(rule, rule.limit());
        double[] baseline = random.any(rule.maxRounds());
        double[] candidate = random.any(rule.maxRounds());
        for (int i = 0; i < baseline.length; i++) {
            evidence.add(baseline[i], candidate[i]);
            assertThat(Math.min(evidence.logFail(), evidence.logPass())).isLessThan(Math.log(20));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lookingInBetweenChangesNothing(long seed) {
        Series random = new Series(seed);
        RelativeRule rule = rule(random, .1);
        double[] baseline = random.any(rule.maxRounds());
        double[] candidate = random.any(rule.maxRounds());
        RelativeDecider watched = new RelativeDecider(rule);
        for (int i = 0; i < baseline.length; i++) {
            Outcome outcome = watched.add(baseline[i], candidate[i]);
            if (i % 17 == 0) {
                watched.decision();
            }
            if (outcome != Outcome.UNDECIDED) {
                break;
            }
        }
        assertThat(watched.decision()).isEqualTo(run(rule, baseline, candidate).decision());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theIntervalIsWhereNeitherEvidenceReachesTwenty(long seed) {
        Series random = new Series(seed);
        RelativeRule rule = rule(random, .1);
        double[] baseline = random.lognormals(rule.maxRounds(), .1);
        double[] candidate = random.lognormals(rule.maxRounds(), .1);
        RelativeDecider test = run(rule, baseline, candidate);
        RelativeDecision decision = test.decision();
        int n = decision.rounds();
        double threshold = Math.log(20) - 1e-9;
        if (decision.intervalLow() > 0) {
            assertThat(evidence(rule, decision.intervalLow() * (1 - 1e-9), baseline, candidate, n)
                            .logFail())
                    .isGreaterThanOrEqualTo(threshold);
            assertThat(evidence(rule, decision.intervalLow() * (1 + 1e-9), baseline, candidate, n)
                            .logFail())
                    .isLessThan(threshold);
        }
        if (decision.intervalHigh() < INF) {
            assertThat(evidence(rule, decision.intervalHigh() * (1 - 1e-9), baseline, candidate, n)
                            .logPass())
                    .isLessThan(threshold);
            assertThat(evidence(rule, decision.intervalHigh() * (1 + 1e-9), baseline, candidate, n)
                            .logPass())
                    .isGreaterThanOrEqualTo(threshold);
        }
        assertThat(decision.intervalLow()).isLessThan(decision.intervalHigh());
    }

    private static RelativeEvidence evidence(
            RelativeRule rule, double rho, double[] baseline, double[] candidate, int n) {
        RelativeEvidence evidence = RelativeEvidence.of(rule, rho);
        for (int i = 0; i < n; i++) {
            evidence.add(baseline[i], candidate[i]);
        }
        return evidence;
    }

    @Test
    void theUpperEndIsGivenOnlyFromTheFirstPossiblePassOn() {
        RelativeRule rule = new RelativeRule(.9, .1, 1e-6, .05, 300);
        RelativeDecider test = new RelativeDecider(rule);
        double[] rising = DoubleStream.iterate(1, x -> x * 1.5).limit(29).toArray();
        for (int i = 0; i < 28; i++) {
            test.add(rising[i], 1);
        }
        assertThat(test.decision().intervalHigh()).isInfinite();
        assertThat(test.add(rising[28], 1)).isEqualTo(Outcome.PASS);
        assertThat(test.decision().intervalHigh()).isFinite();
    }

    @Test
    void betweenTwoFailuresARoundIsATie() {
        TypicalEvidence typical = new TypicalEvidence(Contrast.RATIO, 1.1);
        typical.add(INF, INF);
        typical.add(100, INF);
        typical.add(INF, INF);
        assertThat(typical.sign()).isZero();
        assertThat(typical.rank()).isZero();
        typical.add(100, INF);
        assertThat(typical.sign()).isEqualTo(1);
        typical.add(INF, 100);
        assertThat(typical.sign()).isEqualTo(-1);
        TailEvidence tail = new TailEvidence(.75, Contrast.RATIO, 1.1);
        for (int i = 0; i < 4; i++) {
            tail.add(100, INF);
            assertThat(tail.score()).isZero();
        }
        tail.add(INF, INF);
        assertThat(tail.score()).isZero();
        tail.add(100, 111);
        assertThat(tail.score()).isEqualTo(1);
        tail.add(INF, 109);
        assertThat(tail.score()).isEqualTo(-1);
    }

    @Test
    void aRunOfTiesDecidesNothing() {
        RelativeRule rule = new RelativeRule(.5, 0, .01, .05, 40);
        double[] same = new double[40];
        Arrays.fill(same, 7);
        RelativeDecision decision = run(rule, same, same).decision();
        assertThat(decision.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(decision.reason()).isEqualTo(Reason.MAX_SAMPLES);
        assertThat(decision.lastLookP()).hasValue(1);
        assertThat(decision.estimate()).isEqualTo(1);
        assertThat(decision.intervalLow()).isCloseTo(1, within(1e-9));
        assertThat(decision.intervalHigh()).isCloseTo(1, within(1e-9));
    }

    @ParameterizedTest(name = "p {0}: {1} rounds")
    @CsvSource({".5, 10", ".75, 11", ".9, 29", ".95, 59", ".99, 299", ".6, 10"})
    void noRelativeLimitPassesBeforeItsFloor(double p, int floor) {
        assertThat(RelativeRule.firstPossiblePass(p, .05)).isEqualTo(floor);
        double[] baseline = DoubleStream.iterate(1, x -> x * 1.01).limit(400).toArray();
        double[] candidate = new double[400];
        assertThat(run(new RelativeRule(p, .1, .01, .05, 400), baseline, candidate)
                        .rounds())
                .isEqualTo(floor);
    }

    @Test
    void noRelativeLimitFailsBeforeTenRounds() {
        double[] baseline = new double[40];
        Arrays.fill(baseline, 1);
        double[] candidate = new double[40];
        Arrays.fill(candidate, INF);
        RelativeDecision decision =
                run(new RelativeRule(.5, .1, .05, .05, 40), baseline, candidate).decision();
        assertThat(decision.rounds()).isEqualTo(10);
        assertThat(decision.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(decision.estimate()).isInfinite();
        // Every ratio up to 20, where the search ends, is too small.
        assertThat(decision.intervalLow()).isCloseTo(20, within(1e-9));
        assertThat(decision.intervalHigh()).isInfinite();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void hodgesLehmannIsTheMedianOfAllRatios(long seed) {
        Series random = new Series(seed);
        double[] candidate = random.any(1 + random.below(40));
        double[] baseline = random.any(1 + random.below(40));
        if (random.coin()) {
            candidate[0] = 0;
            baseline[0] = 0;
        }
        double[] ratios = Arrays.stream(candidate)
                .flatMap(c -> Arrays.stream(baseline).map(a -> a == c ? 1 : c / a))
                .sorted()
                .toArray();
        int n = ratios.length;
        double lower = ratios[(n - 1) / 2];
        double upper = ratios[n / 2];
        assertThat(Ratio.hodgesLehmann(candidate, baseline)).isEqualTo(lower == upper ? lower : (lower + upper) / 2);
    }

    @Test
    void theRatioOfQuantilesIsThatOfNearestRanks() {
        assertThat(Ratio.ofQuantiles(new double[] {9, 3, 6}, new double[] {2, 3, 1}, .9))
                .isEqualTo(3);
        assertThat(Ratio.ofQuantiles(new double[] {INF}, new double[] {INF}, .9))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "1 - Phi({0}) = {1}")
    @CsvSource({
        "0, .5",
        "1, .15865525393145707",
        "-1, .8413447460685429",
        "1.6448536269514722, .05",
        "2.4, .008197535924596131",
        "2.5, .006209665325776132",
        "2.6, .004661188023718749",
        "3.719016485455709, .0001",
        "6, 9.865876450376946e-10",
        "-6, .9999999990134123"
    })
    void normalTailsAreExact(double z, double probability) {
        assertThat(Tails.normalAbove(z)).isCloseTo(probability, within(1e-12 * probability));
    }

    @ParameterizedTest(name = "P(Bin({0}) >= {1}) = {2}")
    @CsvSource({
        "0, 0, 1",
        "1, 1, .5",
        "5, 0, 1",
        "5, 3, .5",
        "5, 5, .03125",
        "5, 1, .96875",
        "10, 8, .0546875",
        "10, 5, .623046875",
        "10, 6, .376953125",
        "10, 11, 0",
        "40, 30, .0011107168866146822"
    })
    void coinTailsAreExact(int k, int u, double probability) {
        assertThat(Tails.fairCoinAtLeast(k, u)).isCloseTo(probability, within(1e-13));
    }

    @Test
    void coinTailsStayFiniteForManyRounds() {
        assertThat(Tails.fairCoinAtLeast(5001, 2501)).isCloseTo(.5, within(1e-12));
        // By the central limit theorem with continuity correction: z = 2.5.
        assertThat(Tails.fairCoinAtLeast(10000, 5126)).isCloseTo(Tails.normalAbove(2.51), within(1e-5));
        assertThat(Tails.fairCoinAtLeast(5000, 5000)).isCloseTo(0, within(1e-300));
    }
}
