package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AbsolutePropertiesTest {
    private static final double[] QUANTILES = {.5, .6, .75, .9, .95};

    static LongStream seeds() {
        return Series.seeds(80);
    }

    private static AbsoluteRule rule(Series random, double budget) {
        double p = QUANTILES[random.below(QUANTILES.length)];
        double falseAlarm = Math.pow(10, -1.3 - 3 * random.uniform());
        double missed = .02 + .08 * random.uniform();
        int cap = AbsoluteDecider.firstPossiblePass(p, missed) + random.below(80);
        return new AbsoluteRule(p, budget, random.coin() ? 0 : .05, falseAlarm, missed, cap, random.below(4) > 0);
    }

    private static AbsoluteDecision run(AbsoluteRule rule, double... samples) {
        AbsoluteDecider test = new AbsoluteDecider(rule);
        for (double x : samples) {
            if (test.add(x) != Outcome.UNDECIDED) {
                break;
            }
        }
        return test.decision();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void decidesAsTheLiteralRuleDoes(long seed) {
        Series random = new Series(seed);
        for (int repeat = 0; repeat < 3; repeat++) {
            AbsoluteRule rule = rule(random, 0);
            LiteralAbsolute literal = new LiteralAbsolute(rule);
            for (int series = 0; series < 6; series++) {
                double[] samples = random.any(rule.maxSamples() - (series == 0 ? 5 : 0));
                double budget = budgetNearTheQuantile(random, samples, rule.p());
                compare(withBudget(rule, budget), literal, samples);
            }
            assertThat(LastLook.of(rule.p(), rule.maxSamples(), rule.falseAlarm(), rule.missed()))
                    .returns(literal.lastLook()[0], LastLook::failAtLeast)
                    .returns(literal.lastLook()[1], LastLook::passAtMost);
        }
    }

    private static double budgetNearTheQuantile(Series random, double[] samples, double p) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        double at = Math.min(1 - 1e-9, Math.max(0, p + .4 * (1 - p) * random.normal()));
        double budget = sorted[(int) (at * sorted.length)];
        return Double.isInfinite(budget) ? 120 : budget;
    }

    private static AbsoluteRule withBudget(AbsoluteRule rule, double budget) {
        return new AbsoluteRule(
                rule.p(), budget, rule.tolerance(), rule.falseAlarm(), rule.missed(), rule.maxSamples(), rule.guard());
    }

    private static void compare(AbsoluteRule rule, LiteralAbsolute sameLimits, double[] samples) {
        LiteralAbsolute.Result expected = new LiteralAbsolute(rule, sameLimits.lastLook()).run(samples);
        AbsoluteDecision actual = run(rule, samples);
        assertThat(actual.outcome()).as("%s", rule).isEqualTo(expected.outcome());
        assertThat(actual.reason()).as("%s", rule).isEqualTo(expected.reason());
        assertThat(actual.n()).as("%s", rule).isEqualTo(expected.n());
        assertThat(actual.logEvidenceFail()).isCloseTo(expected.logFail(), within(1e-8));
        assertThat(actual.logEvidencePass()).isCloseTo(expected.logPass(), within(1e-8));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theUnitOfTheSamplesDoesNotMatter(long seed) {
        Series random = new Series(seed);
        AbsoluteRule rule = rule(random, 100);
        double[] samples = random.any(rule.maxSamples());
        double scale = Math.scalb(1, random.below(40) - 20);
        AbsoluteDecision plain = run(rule, samples);
        AbsoluteDecision scaled = run(
                withBudget(rule, 100 * scale),
                Arrays.stream(samples).map(x -> x * scale).toArray());
        assertThat(scaled)
                .isEqualTo(new AbsoluteDecision(
                        plain.outcome(),
                        plain.reason(),
                        plain.n(),
                        plain.exceed(),
                        plain.tau(),
                        plain.logEvidenceFail(),
                        plain.logEvidencePass(),
                        plain.estimate() * scale,
                        plain.intervalLow() * scale,
                        plain.intervalHigh() * scale,
                        plain.lastLookP(),
                        plain.exceedUndisturbed(),
                        plain.disturbed()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargerBudgetNeverMakesTheOutcomeWorse(long seed) {
        Series random = new Series(seed);
        AbsoluteRule rule = rule(random, 0);
        double[] samples = random.any(rule.maxSamples());
        int[] outcomes = IntStream.range(80, 160)
                .map(budget -> goodness(run(withBudget(rule, budget), samples).outcome()))
                .toArray();
        assertThat(outcomes).isSorted();
    }

    private static int goodness(Outcome outcome) {
        return switch (outcome) {
            case FAIL -> 0;
            case INCONCLUSIVE -> 1;
            case PASS -> 2;
            case UNDECIDED -> throw new AssertionError("undecided at the cap");
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void batchesDecideAsSingleSamplesDo(long seed) {
        Series random = new Series(seed);
        AbsoluteRule rule = rule(random, 104);
        double[] samples = random.any(rule.maxSamples());
        AbsoluteDecision single = run(rule, samples);
        int batch = 1 + random.below(20);
        AbsoluteDecider test = new AbsoluteDecider(rule);
        Outcome outcome = Outcome.UNDECIDED;
        for (int from = 0; outcome == Outcome.UNDECIDED; from += batch) {
            int to = Math.min(samples.length, from + batch);
            for (int i = from; i < to && outcome == Outcome.UNDECIDED; i++) {
                outcome = test.add(samples[i]);
            }
            test.decision();
        }
        assertThat(test.decision()).isEqualTo(single);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void lookingOftenerChangesNothing(long seed) {
        Series random = new Series(seed);
        AbsoluteRule rule = rule(random, 104);
        double[] samples = random.any(rule.maxSamples());
        AbsoluteDecider watched = new AbsoluteDecider(rule);
        for (double x : samples) {
            boolean done = watched.add(x) != Outcome.UNDECIDED;
            if (done || random.below(3) == 0) {
                assertThat(watched.decision().n()).isPositive();
            }
            if (done) {
                break;
            }
        }
        assertThat(watched.decision()).isEqualTo(run(rule, samples));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void withoutTheGuardTheOrderOfTheSamplesDoesNotChangeTheEvidence(long seed) {
        Series random = new Series(seed);
        // A cap too far away to decide, and a budget at the quantile.
        AbsoluteRule rule = new AbsoluteRule(.5, 100, 0, 1e-6, 1e-6, 1000, false);
        double[] samples = random.lognormals(25, .1);
        double[] reversed =
                IntStream.range(0, 25).mapToDouble(i -> samples[24 - i]).toArray();
        AbsoluteDecision forward = run(rule, samples);
        AbsoluteDecision backward = run(rule, reversed);
        if (forward.outcome() == Outcome.UNDECIDED && backward.outcome() == Outcome.UNDECIDED) {
            assertThat(backward).isEqualTo(forward);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theGuardOnlyEverWithholdsAVerdict(long seed) {
        Series random = new Series(seed);
        AbsoluteRule guarded = new AbsoluteRule(.5, 100, 0, .01, .05, 100, true);
        AbsoluteRule plain = new AbsoluteRule(.5, 100, 0, .01, .05, 100, false);
        double[] samples = random.autoregressive(100, .1, .8);
        AbsoluteDecision with = run(guarded, samples);
        AbsoluteDecision without = run(plain, samples);
        if (with.reason() == Reason.EVIDENCE) {
            assertThat(without.reason()).isEqualTo(Reason.EVIDENCE);
            assertThat(without.n()).isLessThanOrEqualTo(with.n());
        }
    }
}
