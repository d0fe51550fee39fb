package io.coldgate.stats;

import static io.coldgate.stats.Defaults.reached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The guards against dependence side by side, on dependent series whose quantile is exactly their budget: the table of
 * docs/statistics.md. Excluded by default: {@code mvn -Psimulation verify}. The seed is fixed and every guard sees the
 * same series.
 */
@Tag("simulation")
class GuardSimulationTest {
    private static final int RUNS = 2000;
    private static final long SEED = 20261128;
    private static final double FALSE_ALARM = .01;
    private static final double MISSED = .05;

    /** A guard: the divisor of the evidence of the first n samples. */
    private interface Guard {
        double tau(double[] samples, int n, double p, double budget);
    }

    private static final Guard NONE = (samples, n, p, budget) -> 1;

    /** Resemblance of the values, whatever the limit. */
    private static final Guard VALUES =
            (samples, n, p, budget) -> Dependence.of(Arrays.copyOf(samples, n)).tau();

    /** Resemblance of the exceedances; where there are none, or only such, of those of the samples' own quantile. */
    private static final Guard EXCEEDANCES = (samples, n, p, budget) -> {
        double[] first = Arrays.copyOf(samples, n);
        long exceed = Arrays.stream(first).filter(x -> x > budget).count();
        double[] sorted = first.clone();
        Arrays.sort(sorted);
        double limit = exceed > 0 && exceed < n ? budget : Quantiles.nearestRank(sorted, p);
        return Dependence.of(Arrays.stream(first).map(x -> x > limit ? 1 : 0).toArray())
                .tau();
    };

    /** The one that is used: of the values, unless the limit is far from all of them. */
    private static final Guard USED = (samples, n, p, budget) -> {
        double[] first = Arrays.copyOf(samples, n);
        double least = Arrays.stream(first).min().orElseThrow();
        double greatest = Arrays.stream(first).max().orElseThrow();
        return Dependence.isFarFromAll(budget, least, greatest)
                ? 1
                : Dependence.of(first).tau();
    };

    /** How successive starts may resemble each other. */
    enum Kind {
        INDEPENDENT,
        AR_03,
        AR_06,
        AR_09,
        /** Two modes, equally frequent; each start is in the mode of the one before with 90 %. */
        MODES,
        /** A mode 1.7 times as slow of 30 %; a start takes over the mode of the one before with 90 %. */
        SLOW_30,
        /** A mode three times as slow, exactly as frequent as the budget allows; likewise. */
        SLOW_RARE,
        /** The same where starts of one mode resemble each other, too. */
        SLOW_RARE_AR_06,
        DRIFT;

        double[] series(Series random, int n, double p) {
            return switch (this) {
                case INDEPENDENT -> random.lognormals(n, .1);
                case AR_03 -> random.autoregressive(n, .1, .3);
                case AR_06 -> random.autoregressive(n, .1, .6);
                case AR_09 -> random.autoregressive(n, .1, .9);
                case MODES -> modes(random, random.lognormals(n, .05), .5, 1.7, .8);
                case SLOW_30 -> modes(random, random.lognormals(n, .05), .3, 1.7, .9);
                case SLOW_RARE -> modes(random, random.lognormals(n, .05), 1 - p, 3, .9);
                case SLOW_RARE_AR_06 -> modes(random, random.autoregressive(n, .05, .6), 1 - p, 3, .9);
                case DRIFT -> drifting(random.lognormals(n, .1));
            };
        }

        private static double[] modes(Series random, double[] series, double share, double factor, double keeps) {
            boolean slow = random.uniform() < share;
            for (int i = 0; i < series.length; i++) {
                series[i] *= slow ? factor : 1;
                slow = random.uniform() < keeps ? slow : random.uniform() < share;
            }
            return series;
        }

        private static double[] drifting(double[] series) {
            for (int i = 0; i < series.length; i++) {
                series[i] *= 1 + .3 * i / series.length;
            }
            return series;
        }

        /** The budget that the quantile exactly is; between the modes where that is a gap. */
        double budget(int n, double p) {
            if (this == SLOW_RARE || this == SLOW_RARE_AR_06) {
                return 170;
            }
            Series random = new Series(1);
            double[] all = new double[3000 * n];
            for (int run = 0; run < 3000; run++) {
                System.arraycopy(series(random, n, p), 0, all, run * n, n);
            }
            Arrays.sort(all);
            return all[(int) (p * all.length)];
        }
    }

    private record Rates(double fail, double pass, double mean) {
        static Rates of(Guard guard, Kind kind, double p, double budget) {
            Series random = new Series(SEED);
            int cap = Defaults.maxSamples(p);
            int[] outcomes = new int[3];
            long samples = 0;
            for (int run = 0; run < RUNS; run++) {
                int[] found = run(guard, kind.series(random, cap, p), p, budget);
                outcomes[found[0]]++;
                samples += found[1];
            }
            return new Rates(outcomes[1] / (double) RUNS, outcomes[2] / (double) RUNS, samples / (double) RUNS);
        }

        /** 1 for FAIL, 2 for PASS, 0 for neither; and the number of samples. */
        private static int[] run(Guard guard, double[] x, double p, double budget) {
            CountEvidence evidence = CountEvidence.of(p);
            int exceed = 0;
            for (int n = 1; n <= x.length; n++) {
                exceed += x[n - 1] > budget ? 1 : 0;
                double fail = evidence.logFailGuarded(n, exceed);
                double pass = evidence.logPass(n, exceed);
                boolean worthALook = reached(fail, -Math.log(FALSE_ALARM)) || reached(pass, -Math.log(MISSED));
                if (n >= Defaults.MIN_SAMPLES && worthALook) {
                    double tau = guard.tau(x, n, p, budget);
                    if (reached(fail / tau, -Math.log(FALSE_ALARM)) || reached(pass / tau, -Math.log(MISSED))) {
                        return new int[] {fail > pass ? 1 : 2, n};
                    }
                }
            }
            LastLook look = LastLook.of(p, x.length, FALSE_ALARM, MISSED);
            boolean free = guard.tau(x, x.length, p, budget) == 1;
            int last = !free ? 0 : exceed >= look.failAtLeast() ? 1 : exceed <= look.passAtMost() ? 2 : 0;
            return new int[] {last, x.length};
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.1f / %.1f", 100 * fail, 100 * pass);
        }
    }

    @ParameterizedTest(name = "seed 20261128: {0}")
    @EnumSource(Kind.class)
    void theGuardThatIsUsedKeepsTheErrorsOfTheOneOnAllValues(Kind kind) {
        for (double p : new double[] {.5, .9, .95}) {
            double budget = kind.budget(Defaults.maxSamples(p), p);
            Rates values = Rates.of(VALUES, kind, p, budget);
            Rates used = Rates.of(USED, kind, p, budget);
            System.out.println("| " + kind + " | p" + Math.round(100 * p) + " | "
                    + Rates.of(NONE, kind, p, budget) + " | " + values + " | " + used + " | "
                    + Rates.of(EXCEEDANCES, kind, p, budget) + " | "
                    + Math.round(Rates.of(VALUES, kind, p, 20 * budget).mean()) + " | "
                    + Math.round(Rates.of(USED, kind, p, 20 * budget).mean()) + " |");
            assertThat(used.fail()).isCloseTo(values.fail(), within(.002));
            assertThat(used.pass()).isCloseTo(values.pass(), within(.015));
        }
    }
}
