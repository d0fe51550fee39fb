package io.coldgate.calibrate;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Defaults;
import io.coldgate.thresholds.BudgetRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The noise of one function, measured in rounds against itself.
 *
 * @param function its name
 * @param rounds number of complete rounds
 * @param failures number of failed starts in these rounds
 * @param starts both arms' starts, in the order in which they were taken
 * @param metrics the noise of each metric that enough rounds have; empty with fewer than ten rounds
 * @param tooFew the metrics of payloads that fewer than ten rounds drew; empty with fewer than ten rounds
 * @param forecasts forecasts of the file's checks on {@code metrics}; empty with fewer than ten rounds
 * @param cutShort why it has fewer rounds than requested, such as "interrupted"; empty when it has all
 * @param trouble why it could not be measured; empty when it could
 */
public record FunctionNoise(
        String function,
        int rounds,
        int failures,
        List<Start> starts,
        List<MetricNoise> metrics,
        List<TooFew> tooFew,
        List<CheckForecast> forecasts,
        String cutShort,
        String trouble) {
    /** The minimum number of rounds that shows noise. */
    public static final int FEWEST_ROUNDS = Defaults.MIN_SAMPLES;

    /**
     * A metric of a payload that was drawn in too few rounds to show its noise.
     *
     * @param metric the metric
     * @param rounds number of rounds that drew the payload
     */
    public record TooFew(Metric metric, int rounds) {
        /** Returns the payload's name. */
        public String payload() {
            return metric.payload().orElseThrow();
        }
    }

    /** Copies the lists. */
    public FunctionNoise {
        starts = List.copyOf(starts);
        metrics = List.copyOf(metrics);
        tooFew = List.copyOf(tooFew);
        forecasts = List.copyOf(forecasts);
    }

    /** Returns whether there were enough rounds for any result. */
    public boolean isKnown() {
        return rounds >= FEWEST_ROUNDS;
    }

    /**
     * Returns the noise in the tally of an A/A run.
     *
     * @param checks the function's checks in the file
     * @param falseAlarm the probability of a false failure allotted to each check
     */
    static FunctionNoise of(SeriesTally tally, GatePlan.FunctionPlan checks, double falseAlarm, long seed) {
        PairedStarts pairs = new PairedStarts(tally);
        List<Start> starts = pairs.inOrder();
        int failures = (int)
                starts.stream().filter(start -> start.failure().isPresent()).count();
        List<MetricNoise> metrics = new ArrayList<>();
        List<TooFew> tooFew = new ArrayList<>();
        List<CheckForecast> forecasts = new ArrayList<>();
        if (pairs.rounds() >= FEWEST_ROUNDS) {
            for (Metric metric : metrics(tally, pairs)) {
                if (isDrawnEnough(metric, pairs)) {
                    metrics.add(MetricNoise.of(
                            metric,
                            pairs,
                            falseAlarm,
                            tally.plan().spec().limits().missed()));
                } else {
                    tooFew.add(new TooFew(metric, pairs.rounds(metric)));
                }
            }
            forecasts.addAll(forecasts(checks, pairs, new Forecaster(seed)));
        }
        Ending ending = tally.ending().orElse(Ending.INTERRUPTED);
        boolean broken = ending == Ending.COULD_NOT_MEASURE;
        boolean cut = ending == Ending.INTERRUPTED || ending == Ending.TIME_LIMIT;
        return new FunctionNoise(
                tally.function(),
                pairs.rounds(),
                failures,
                starts,
                metrics,
                tooFew,
                forecasts,
                cut ? tally.endDetail() : "",
                broken ? tally.endDetail() : "");
    }

    /** Returns the requested metrics, and the CPU time of the init if known, because it is the steadiest metric. */
    private static Set<Metric> metrics(SeriesTally tally, PairedStarts pairs) {
        Set<Metric> metrics = new TreeSet<>(tally.gate().metrics());
        if (pairs.has(Metric.INIT_CPU)) {
            metrics.add(Metric.INIT_CPU);
        }
        return metrics;
    }

    private static boolean isDrawnEnough(Metric metric, PairedStarts pairs) {
        return pairs.rounds(metric) >= FEWEST_ROUNDS;
    }

    private static List<CheckForecast> forecasts(
            GatePlan.FunctionPlan checks, PairedStarts pairs, Forecaster forecaster) {
        List<CheckForecast> forecasts = new ArrayList<>();
        for (BudgetCheck check : checks.startChecks()) {
            if (check.budgetRule() instanceof BudgetRule.Quantile quantile && isDrawnEnough(check.metric(), pairs)) {
                forecasts.add(forecaster.forecast(check, quantile, pairs.inOrder(check.metric())));
            }
        }
        for (RegressionCheck check : checks.regressionChecks()) {
            if (isDrawnEnough(check.metric(), pairs)) {
                forecasts.add(forecaster.forecast(check, pairs.inOrder(check.metric())));
            }
        }
        return forecasts;
    }
}
