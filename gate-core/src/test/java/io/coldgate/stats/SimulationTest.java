package io.coldgate.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.function.ObjIntConsumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Error rates and costs by simulation, against docs/statistics.md. Excluded by default:
 * {@code mvn -Psimulation verify}. Seeds are fixed, so a result never flickers; tolerances are about four standard
 * errors of the number of runs.
 */
@Tag("simulation")
class SimulationTest {
    private static final int RUNS = 4000;
    private static final long SEED = 20261123;
    private static final int CAP = 150;

    /** Shares of the outcomes, and the mean and median number of rounds. */
    private record Rates(double fail, double pass, double meanRounds, double medianRounds) {
        static Rates of(RelativeRule rule, int runs, ObjIntConsumer<double[][]> fill) {
            int fails = 0;
            int passes = 0;
            double[] rounds = new double[runs];
            double[][] arms = new double[2][rule.maxRounds()];
            for (int run = 0; run < runs; run++) {
                fill.accept(arms, run);
                RelativeDecider test = new RelativeDecider(rule);
                Outcome outcome = Outcome.UNDECIDED;
                for (int i = 0; outcome == Outcome.UNDECIDED; i++) {
                    outcome = test.add(arms[0][i], arms[1][i]);
                }
                fails += outcome == Outcome.FAIL ? 1 : 0;
                passes += outcome == Outcome.PASS ? 1 : 0;
                rounds[run] = test.rounds();
            }
            Arrays.sort(rounds);
            double mean = Arrays.stream(rounds).average().orElseThrow();
            return new Rates((double) fails / runs, (double) passes / runs, mean, rounds[runs / 2]);
        }
    }

    private static Rates lognormal(double ratio, double tolerance, double sigma, int runs) {
        Series random = new Series(SEED);
        return Rates.of(new RelativeRule(.5, tolerance, .01, .05, CAP), runs, (arms, run) -> {
            for (int i = 0; i < CAP; i++) {
                arms[0][i] = random.lognormal(sigma);
                arms[1][i] = ratio * random.lognormal(sigma);
            }
        });
    }

    @ParameterizedTest(name = "seed 20261123: x{0} at +{1}: FAIL {2}, PASS {3}, {4} rounds")
    @CsvSource({"1, .1, 0, 1, 26.1", "1.2, .1, 1, 0, 44.2", "1.1, .05, .791, 0, 109"})
    void reachesTheTargetsForUnitTests(double ratio, double tolerance, double fail, double pass, double mean) {
        Rates rates = lognormal(ratio, tolerance, .1, RUNS);
        System.out.println("x" + ratio + " at +" + tolerance + ": " + rates);
        assertThat(rates.fail()).isCloseTo(fail, within(.03));
        assertThat(rates.pass()).isCloseTo(pass, within(.005));
        assertThat(rates.meanRounds()).isCloseTo(mean, within(.02 * mean));
    }

    /**
     * With the same noise in both arms its size does not matter: at the limit the scores have the same distribution.
     */
    @Test
    void atTheExactLimitBothErrorsKeepToTheirRisks() {
        Rates rates = lognormal(1.1, .1, .1, 10 * RUNS);
        System.out.println("at the limit: " + rates);
        assertThat(rates.fail()).isLessThanOrEqualTo(.01);
        assertThat(rates.pass()).isLessThanOrEqualTo(.05);
    }

    /** What may be wrong with a series of starts while the candidate is exactly at its limit. */
    enum Trouble {
        CORRELATION_06 {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                correlated(random, arms, ratio, .6);
            }
        },
        CORRELATION_099 {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                correlated(random, arms, ratio, .99);
            }
        },
        DRIFT {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                each(arms, ratio, i -> random.lognormal(.1) * (1 + .3 * i / arms[0].length));
            }
        },
        STEP {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                each(arms, ratio, i -> random.lognormal(.1) * (i > 40 ? 1.3 : 1));
            }
        },
        BIMODAL {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                each(arms, ratio, i -> random.lognormal(.05) * (random.uniform() < .3 ? 1.7 : 1));
            }
        },
        PARETO {
            @Override
            void fill(Series random, double[][] arms, double ratio) {
                each(arms, ratio, i -> Math.pow(1 - random.uniform(), -1 / 1.5));
            }
        };

        abstract void fill(Series random, double[][] arms, double ratio);

        /** The arms share a slow correlated disturbance; each start has its own noise. */
        private static void correlated(Series random, double[][] arms, double ratio, double phi) {
            double[] weather = random.autoregressive(arms[0].length, .1, phi);
            each(arms, ratio, i -> weather[i] * random.lognormal(.05));
        }

        private static void each(double[][] arms, double ratio, IntToDoubleFunction start) {
            for (int i = 0; i < arms[0].length; i++) {
                arms[0][i] = start.applyAsDouble(i);
                arms[1][i] = ratio * start.applyAsDouble(i);
            }
        }
    }

    @ParameterizedTest(name = "seed 20261123: {0}")
    @EnumSource(Trouble.class)
    void noTroubleMakesMoreFalseFailuresThanAllowed(Trouble trouble) {
        for (double p : new double[] {.5, .9}) {
            Series random = new Series(SEED);
            RelativeRule rule = new RelativeRule(p, .1, .01, .05, CAP);
            Rates rates = Rates.of(rule, 3 * RUNS, (arms, run) -> trouble.fill(random, arms, 1.1));
            System.out.println(trouble + " p" + p + ": " + rates);
            assertThat(rates.fail()).isLessThanOrEqualTo(.01);
        }
    }

    @ParameterizedTest(name = "seed 20261123: phi {0}, p {1}: false FAIL {3} without the guard, {2} with")
    @CsvSource({".3, .5, .021, .039", ".6, .5, .052, .146", ".3, .95, .003, .016", ".6, .95, .004, .067"})
    void theGuardHoldsBackFalseFailuresOfDependentSamples(double phi, double p, double guarded, double plain) {
        assertThat(falseFailures(phi, p, true)).isCloseTo(guarded, within(.015));
        assertThat(falseFailures(phi, p, false)).isCloseTo(plain, within(.02));
    }

    /** Share of FAILs of AR(1) series whose quantile is exactly the budget. */
    private static double falseFailures(double phi, double p, boolean guard) {
        Series random = new Series(SEED);
        int cap = Defaults.maxSamples(p);
        double z = p == .5 ? 0 : 1.6448536269514722;
        AbsoluteRule rule = new AbsoluteRule(p, 100 * Math.exp(.1 * z), 0, .01, .05, cap, guard);
        int fails = 0;
        for (int run = 0; run < RUNS; run++) {
            AbsoluteDecider test = new AbsoluteDecider(rule);
            Outcome outcome = Outcome.UNDECIDED;
            double[] samples = random.autoregressive(cap, .1, phi);
            for (int i = 0; outcome == Outcome.UNDECIDED; i++) {
                outcome = test.add(samples[i]);
            }
            fails += outcome == Outcome.FAIL ? 1 : 0;
        }
        System.out.println("AR " + phi + " p" + p + " guard " + guard + ": false FAIL " + (double) fails / RUNS);
        return (double) fails / RUNS;
    }

    @Test
    void aBuildOfThirtyChecksExactlyAtTheirLimitsRarelyGoesRed() {
        Series random = new Series(SEED);
        RelativeRule rule =
                new RelativeRule(.5, .1, Bonferroni.falseAlarmPerCheck(Defaults.FALSE_ALARM_BUILD, 30), .05, CAP);
        Rates rates = Rates.of(rule, 30 * 1000, (arms, run) -> Trouble.BIMODAL.fill(random, arms, 1.1));
        double anyOfThirty = 1 - Math.pow(1 - rates.fail(), 30);
        System.out.println("build of 30 at the limit: " + anyOfThirty);
        assertThat(anyOfThirty).isLessThanOrEqualTo(.01);
    }
}
