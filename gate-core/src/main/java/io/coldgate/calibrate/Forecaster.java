package io.coldgate.calibrate;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.Check;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.sample.Metric;
import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.AbsoluteRule;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.Quantiles;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Replays checks on series that are drawn, with replacement, from the measured starts. A replay cannot contain a start
 * slower than the slowest measured one, so a forecast for p99 from a hundred starts is optimistic.
 */
final class Forecaster {
    /**
     * The number of replays, which distinguishes a coin toss from a clear verdict: a share of one half is accurate to 7
     * %.
     */
    static final int REPLAYS = 200;

    private static final double MOST = .5;
    private static final double NOISE_TAIL = .025;

    private final SplittableRandom random;

    Forecaster(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Counts of the outcomes of replays. */
    private static final class Ends {
        private final int[] coldStarts = new int[REPLAYS];
        private int pass;
        private int fail;
        private int replays;

        void add(Outcome outcome, int starts) {
            pass += outcome == Outcome.PASS ? 1 : 0;
            fail += outcome == Outcome.FAIL ? 1 : 0;
            coldStarts[replays++] = starts;
        }

        CheckForecast forecast(Check check, double[] noise, boolean noisy) {
            Arrays.sort(coldStarts);
            double inconclusive = (double) (REPLAYS - pass - fail) / REPLAYS;
            return new CheckForecast(
                    check,
                    (double) pass / REPLAYS,
                    (double) fail / REPLAYS,
                    inconclusive,
                    coldStarts[REPLAYS / 2],
                    inconclusive > MOST
                            ? CheckForecast.Tightness.INCONCLUSIVE
                            : noisy ? CheckForecast.Tightness.WITHIN_NOISE : CheckForecast.Tightness.NONE,
                    noise[0],
                    noise[1]);
        }
    }

    /** Returns the forecast for a budget on a quantile. */
    CheckForecast forecast(BudgetCheck check, BudgetRule.Quantile quantile, double[] values) {
        double[] pool = scored(check.metric(), values);
        double limit = check.metric().scored(check.limit().value());
        AbsoluteRule rule =
                new AbsoluteRule(quantile.p(), limit, 0, check.falseAlarm(), check.missed(), check.maxSamples(), true);
        Ends ends = new Ends();
        for (int i = 0; i < REPLAYS; i++) {
            AbsoluteDecider test = new AbsoluteDecider(rule);
            Outcome outcome = Outcome.UNDECIDED;
            int n = 0;
            while (outcome == Outcome.UNDECIDED) {
                outcome = test.add(draw(pool));
                n++;
            }
            ends.add(outcome, n);
        }
        double[] noise = noise(pool, quantile.p());
        boolean noisy = noise[0] <= limit && limit <= noise[1];
        double[] shown = scored(check.metric(), noise);
        Arrays.sort(shown);
        return ends.forecast(check, shown, noisy);
    }

    /** Returns the numbers for decisions; a failed start stays infinite, which is the worst. */
    private static double[] scored(Metric metric, double[] values) {
        return Arrays.stream(values)
                .map(value -> Double.isInfinite(value) ? value : metric.scored(value))
                .toArray();
    }

    /** Returns the forecast for a limit against a baseline, if the candidate is no slower than the baseline. */
    CheckForecast forecast(RegressionCheck check, double[] values) {
        double[] pool = scored(check.metric(), values);
        RelativeRule rule = check.test();
        Ends ends = new Ends();
        for (int i = 0; i < REPLAYS; i++) {
            RelativeDecider test = new RelativeDecider(rule);
            Outcome outcome = Outcome.UNDECIDED;
            while (outcome == Outcome.UNDECIDED) {
                outcome = test.add(draw(pool), draw(pool));
            }
            ends.add(outcome, 2 * test.rounds());
        }
        return ends.forecast(check, new double[] {Double.NaN, Double.NaN}, false);
    }

    /**
     * Returns the range of the quantile's estimate in the middle 95 % of series as long as the measured one (a
     * bootstrap).
     */
    private double[] noise(double[] pool, double p) {
        double[] estimates = new double[REPLAYS];
        double[] drawn = new double[pool.length];
        for (int i = 0; i < REPLAYS; i++) {
            for (int j = 0; j < drawn.length; j++) {
                drawn[j] = draw(pool);
            }
            Arrays.sort(drawn);
            estimates[i] = Quantiles.nearestRank(drawn, p);
        }
        Arrays.sort(estimates);
        return new double[] {
            Quantiles.nearestRank(estimates, NOISE_TAIL), Quantiles.nearestRank(estimates, 1 - NOISE_TAIL)
        };
    }

    private double draw(double[] pool) {
        return pool[random.nextInt(pool.length)];
    }
}
