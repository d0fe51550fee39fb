package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.verdict.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts: parameters refused, edges of quantiles, dependence, "about N more", build verdicts. */
class PartsTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    static LongStream seeds() {
        return Series.seeds(50);
    }

    private static AbsoluteRule rule(
            double p, double budget, double tolerance, double falseAlarm, double missed, int cap) {
        return new AbsoluteRule(p, budget, tolerance, falseAlarm, missed, cap, true);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, .01, .05, 100, quantile",
        "1, 1, 0, .01, .05, 100, quantile",
        "NaN, 1, 0, .01, .05, 100, quantile",
        ".5, -1, 0, .01, .05, 100, budget",
        ".5, NaN, 0, .01, .05, 100, budget",
        ".5, Infinity, 0, .01, .05, 100, budget",
        ".5, 1, -.1, .01, .05, 100, tolerance",
        ".5, 1, 0, 0, .05, 100, falseAlarm",
        ".5, 1, 0, .51, .05, 100, falseAlarm",
        ".5, 1, 0, .01, 0, 100, missed",
        ".5, 1, 0, .01, .51, 100, missed",
        ".5, 1, 0, .01, .05, 9, max samples",
        ".95, 1, 0, .01, .05, 66, max samples",
        ".5, 1, 0, .01, .05, 1000001, max samples"
    })
    void anAbsoluteRuleRefusesWhatNoVerdictCouldRestOn(
            double p, double budget, double tolerance, double falseAlarm, double missed, int cap, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rule(p, budget, tolerance, falseAlarm, missed, cap))
                .withMessageStartingWith(named);
    }

    @Test
    void anAbsoluteRuleAllowsTheEdges() {
        assertThat(rule(.95, 0, 0, .5, .05, 67).maxSamples()).isEqualTo(67);
        assertThat(rule(.5, 0, 0, .5, .5, 1_000_000).missed()).isEqualTo(.5);
    }

    @ParameterizedTest
    @CsvSource({
        ".49, .1, .01, .05, 100, quantile",
        "1, .1, .01, .05, 100, quantile",
        "NaN, .1, .01, .05, 100, quantile",
        ".5, -1, .01, .05, 100, tolerance",
        ".5, Infinity, .01, .05, 100, tolerance",
        ".5, NaN, .01, .05, 100, tolerance",
        ".5, .1, 0, .05, 100, falseAlarm",
        ".5, .1, .01, 1, 100, missed",
        ".5, .1, .01, .05, 0, max samples"
    })
    void aRelativeRuleRefusesWhatNoVerdictCouldRestOn(
            double p, double tolerance, double falseAlarm, double missed, int cap, String named) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RelativeRule(p, tolerance, falseAlarm, missed, cap))
                .withMessageStartingWith(named);
    }

    @Test
    void samplesThatAreNoNumbersAreRefused() {
        AbsoluteDecider absolute = new AbsoluteDecider(rule(.5, 1, 0, .01, .05, 100));
        RelativeDecider relative = new RelativeDecider(new RelativeRule(.5, .1, .01, .05, 100));
        assertThatIllegalArgumentException().isThrownBy(() -> absolute.add(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> relative.add(Double.NaN, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> relative.add(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> relative.add(-1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> relative.add(1, -1));
        assertThat(absolute.decision().n()).isZero();
        assertThat(relative.rounds()).isZero();
    }

    @Test
    void afterAVerdictNothingMoreIsRead() {
        AbsoluteDecider absolute = new AbsoluteDecider(rule(.5, 2, 0, .01, .05, 100));
        RelativeDecider relative = new RelativeDecider(new RelativeRule(.5, .1, .01, .05, 100));
        for (int i = 0; i < 10; i++) {
            absolute.add(1);
            relative.add(1, 9);
        }
        assertThatIllegalStateException().isThrownBy(() -> absolute.add(1)).withMessageContaining("10 samples: PASS");
        assertThatIllegalStateException().isThrownBy(() -> relative.add(1, 1)).withMessageContaining("10 rounds: FAIL");
    }

    @Test
    void aTestWithoutSamplesKnowsNothing() {
        AbsoluteDecision absolute = new AbsoluteDecider(rule(.5, 2, 0, .01, .05, 100)).decision();
        assertThat(absolute.estimate()).isNaN();
        assertThat(absolute.logEvidenceFail()).isZero();
        assertThat(absolute.logEvidencePass()).isZero();
        assertThat(absolute.intervalLow()).isZero();
        assertThat(absolute.intervalHigh()).isInfinite();
        RelativeDecision relative = new RelativeDecider(new RelativeRule(.9, .1, .01, .05, 100)).decision();
        assertThat(relative.estimate()).isNaN();
        assertThat(relative.logEvidenceFail()).isZero();
        assertThat(relative.intervalLow()).isZero();
        assertThat(relative.intervalHigh()).isInfinite();
        assertThat(relative.lastLookP()).isEmpty();
    }

    @Test
    void oneSampleIsNoEvidenceForFailing() {
        assertThat(CountEvidence.of(.99).logFail(1, 1)).isGreaterThan(3);
        assertThat(CountEvidence.of(.99).logFailGuarded(1, 1)).isZero();
        assertThat(CountEvidence.of(.99).logFailGuarded(1, 0)).isNegative();
        assertThat(CountEvidence.of(.99).logFailGuarded(0, 0)).isZero();
    }

    @Test
    void theRankGuardEndsWhereTheSamplesCanShowTheQuantile() {
        CountEvidence p90 = CountEvidence.of(.9);
        assertThat(p90.logFailGuarded(9, 6)).isLessThan(p90.logFail(9, 6));
        assertThat(p90.logFailGuarded(10, 6)).isEqualTo(p90.logFail(10, 6));
        assertThat(p90.logFailGuarded(11, 6)).isEqualTo(p90.logFail(11, 6));
    }

    @Test
    void nearestRankIsTheValueAtTheRoundedUpPosition() {
        double[] hundred = LongStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertThat(Quantiles.nearestRank(hundred, .5)).isEqualTo(50);
        assertThat(Quantiles.nearestRank(hundred, .95)).isEqualTo(95);
        assertThat(Quantiles.nearestRank(hundred, .951)).isEqualTo(96);
        assertThat(Quantiles.nearestRank(hundred, 1e-12)).isEqualTo(1);
        assertThat(Quantiles.nearestRank(new double[] {1, INF}, .6)).isEqualTo(INF);
        assertThatIllegalArgumentException().isThrownBy(() -> Quantiles.nearestRank(new double[0], .5));
        // 0.07 * 100 is 7.000000000000001 in doubles.
        assertThat(Quantiles.nearestRank(hundred, .07)).isEqualTo(7);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void dependenceIsThatOfTheMidRanksHoweverOftenOneAsks(long seed) {
        Series random = new Series(seed);
        double[] samples = random.any(150);
        MidRanks ranks = new MidRanks();
        for (int n = 1; n <= samples.length; n += 1 + random.below(random.coin() ? 3 : 80)) {
            double[] first = Arrays.copyOf(samples, n);
            Dependence dependence = ranks.dependence(samples, n);
            assertThat(dependence.lag1()).isCloseTo(LiteralAbsolute.lag1(first), within(1e-12));
            assertThat(dependence.tau()).isCloseTo(LiteralAbsolute.tau(first), within(1e-9));
            assertThat(Dependence.of(first)).isEqualTo(dependence);
        }
    }

    @Test
    void theDependenceOfMillionsOfSamplesIsThatOfFewer() {
        // The squares of the ranks of more than 3.02 million are more than a long holds.
        double[] rising = LongStream.range(0, 3_100_000).asDoubleStream().toArray();

        assertThat(Dependence.of(rising).lag1()).isCloseTo(1, within(1e-3));
    }

    @Test
    void aStandingOrRisingSeriesHasTheCorrelationOneExpects() {
        assertThat(Dependence.of(5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5)).isEqualTo(new Dependence(0, 1));
        assertThat(Dependence.of()).isEqualTo(new Dependence(0, 1));
        double[] rising = LongStream.rangeClosed(1, 1000).asDoubleStream().toArray();
        // At .95 the discount ends: (1 + .95) / (1 - .95).
        assertThat(Dependence.of(rising).lag1()).isGreaterThan(.99);
        assertThat(Dependence.of(rising).tau()).isCloseTo(39, within(1e-9));
        assertThat(Dependence.of(1, 2, 3, 4, 5, 6, 7, 8, 9).tau()).isEqualTo(1);
        assertThat(Dependence.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10).tau()).isGreaterThan(5);
    }

    @Test
    void moreSamplesGoesOnAtThePaceSoFar() {
        double oneInAHundred = Math.log(100);
        assertThat(MoreSamples.estimate(50, oneInAHundred / 2, .01, -3, .05)).hasValue(50);
        assertThat(MoreSamples.estimate(50, -3, .01, Math.log(20) / 4, .05)).hasValue(150);
        // The side that is nearer counts.
        assertThat(MoreSamples.estimate(50, oneInAHundred / 2, .01, Math.log(20) / 4, .05))
                .hasValue(50);
        assertThat(MoreSamples.estimate(50, oneInAHundred + 1, .01, -9, .05)).hasValue(0);
        assertThat(MoreSamples.estimate(50, -1, .01, -1, .05)).isEmpty();
        assertThat(MoreSamples.estimate(50, 0, .01, 0, .05)).isEmpty();
        assertThat(MoreSamples.estimate(0, 1, .01, 1, .05)).isEmpty();
        assertThat(MoreSamples.estimate(1000, 1e-12, .01, -1, .05)).isEmpty();
        assertThat(MoreSamples.estimate(1, 1, .01, -1, .05)).hasValue(4);
    }

    @Test
    void moreSamplesReadsADecision() {
        AbsoluteRule rule = rule(.95, 2, 0, .01, .05, 100);
        AbsoluteDecider test = new AbsoluteDecider(rule);
        for (int i = 0; i < 40; i++) {
            test.add(1);
        }
        // 67 in truth: the first samples only pay for the bets.
        assertThat(MoreSamples.estimate(test.decision(), rule).orElseThrow()).isBetween(27, 60);
    }

    @Test
    void moreSamplesReadsARelativeDecision() {
        RelativeRule rule = new RelativeRule(.5, .1, .01, .05, 100);
        // At the pace of ten rounds that brought half of ln 125, ten more.
        RelativeDecision half = undecided(10, Math.log(125) / 2, -1).build();
        assertThat(MoreSamples.estimate(half, rule)).hasValue(10);
        RelativeDecision third = undecided(10, -1, Math.log(25) / 3).build();
        assertThat(MoreSamples.estimate(third, rule)).hasValue(20);
    }

    @Test
    void aLastLookShowsTheRiskOfTheVerdictThatItGave() {
        RelativeDecision pass = looked(Outcome.PASS, Reason.LAST_LOOK);
        RelativeDecision fail = looked(Outcome.FAIL, Reason.LAST_LOOK);
        RelativeDecision open = looked(Outcome.INCONCLUSIVE, Reason.MAX_SAMPLES);

        assertThat(pass.lastLookRisk()).hasValue(.02);
        assertThat(fail.lastLookRisk()).hasValue(.98);
        assertThat(open.lastLookRisk()).isEmpty();
    }

    private static RelativeDecision looked(Outcome outcome, Reason reason) {
        return undecided(100, 0, 0)
                .outcome(outcome)
                .reason(reason)
                .lastLookP(.98)
                .lastLookPassP(.02)
                .build();
    }

    /** A decision that is open, on two sides that are alike. */
    private static RelativeDecision.Builder undecided(int rounds, double logEvidenceFail, double logEvidencePass) {
        return RelativeDecision.builder()
                .outcome(Outcome.UNDECIDED)
                .reason(Reason.NONE)
                .rounds(rounds)
                .logEvidenceFail(logEvidenceFail)
                .logEvidencePass(logEvidencePass)
                .estimate(1)
                .baselineQuantile(1)
                .candidateQuantile(1)
                .intervalLow(.9)
                .intervalHigh(2);
    }

    @Test
    void aForecastIsNeitherNoneNorAGuess() {
        RelativeRule rule = new RelativeRule(.95, .1, .01, .05, 300);
        // Evidence enough at 30 rounds, but 59 is the first possible PASS.
        RelativeDecision early = undecided(30, -1, 9).build();
        assertThat(MoreSamples.estimate(early, rule)).hasValue(RelativeRule.firstPossiblePass(.95, .05) - 30);
        RelativeDecision flat = undecided(100, -1, .01).build();
        assertThat(MoreSamples.estimate(flat, rule)).isEmpty();
        RelativeDecision there = undecided(300, -1, 9)
                .outcome(Outcome.INCONCLUSIVE)
                .reason(Reason.MAX_SAMPLES)
                .build();
        assertThat(MoreSamples.estimate(there, rule)).isEmpty();
    }

    @Test
    void aThresholdIsReachedUpToRounding() {
        assertThat(Defaults.reached(1 - 1e-9, 1)).isTrue();
        assertThat(Defaults.reached(1 - 1.1e-9, 1)).isFalse();
    }

    @Test
    void exactlyTheCriticalCorrelationIsNotYetDependence() {
        double critical = 1.645 / Math.sqrt(16);
        double products = critical - 1 / 16.;
        assertThat(Dependence.of(products, 1, 16)).isEqualTo(new Dependence(critical, 1));
        assertThat(Dependence.of(products + 1e-9, 1, 16).tau()).isGreaterThan(2);
    }

    @Test
    void aBuildIsWhatItsWorstCheckIs() {
        assertThat(Verdict.worst(List.of(Verdict.PASS, Verdict.PASS))).contains(Verdict.PASS);
        assertThat(Verdict.worst(List.of(Verdict.PASS, Verdict.INCONCLUSIVE))).contains(Verdict.INCONCLUSIVE);
        assertThat(Verdict.worst(List.of(Verdict.INCONCLUSIVE, Verdict.NOT_MEASURED)))
                .contains(Verdict.NOT_MEASURED);
        assertThat(Verdict.worst(List.of(Verdict.NOT_MEASURED, Verdict.INCONCLUSIVE, Verdict.FAIL)))
                .contains(Verdict.FAIL);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void aBuildOfOneCheckIsThatCheck(Verdict verdict) {
        assertThat(Verdict.worst(List.of(verdict))).contains(verdict);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void aBuildWithoutChecksShowsNothing(int checks) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bonferroni.falseAlarmPerCheck(.01, checks));
        assertThat(Verdict.worst(List.of())).isEmpty();
        assertThat(Bonferroni.falseAlarmPerCheck(.01, 1)).isEqualTo(.01);
        assertThat(Bonferroni.falseAlarmPerCheck(.01, 4)).isEqualTo(.0025);
    }

    @Test
    void everyReasonHasALabel() {
        assertThat(Reason.values())
                .extracting(Reason::label)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }
}
