package io.coldgate.calibrate;

import io.coldgate.sample.Metric;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.Dependence;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.Quantiles;
import io.coldgate.stats.Ratio;
import io.coldgate.stats.RatioInterval;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeRule;
import io.coldgate.unit.Dimension;
import java.util.Arrays;
import java.util.Optional;

/**
 * The noise of one metric of a function when nothing is changed.
 *
 * @param metric the metric
 * @param median the median of both arms together, nearest rank
 * @param p95 the 95th percentile of both arms together; +infinity if too many starts failed
 * @param variation the coefficient of variation of the starts that did not fail: standard deviation over mean
 * @param dependence the dependence of successive starts
 * @param contrast whether the arms are compared by their ratio or (for counts) by their difference
 * @param apart the A/A ratio or difference, Hodges-Lehmann: the apparent difference of the function from itself
 * @param apartInterval its interval, 95 % on each side
 * @param supported the smallest tolerance with which it passes against itself; empty if it passes with none
 */
public record MetricNoise(
        Metric metric,
        double median,
        double p95,
        double variation,
        Dependence dependence,
        Contrast contrast,
        double apart,
        RatioInterval apartInterval,
        Optional<Supported> supported) {
    private static final double[] TOLERANCES = {.05, .1, .15, .2, .25, .5};
    private static final double[] TOLERANCES_OF_COUNTS = {0, 1, 2, 5, 10, 20, 50, 100};
    private static final double TYPICAL = .5;
    private static final double TAIL = .95;

    /** The coefficient of variation below which a tolerance of 5 % is recommended, and otherwise 10 %. */
    private static final double STEADY = .1;

    private static final double[] RECOMMENDED = {.05, .1};

    /**
     * A tolerance that the noise allows.
     *
     * @param tolerance the share (or for counts the number) by which a candidate may be larger
     * @param rounds the number of rounds after which the function passed against itself
     */
    public record Supported(double tolerance, int rounds) {}

    static MetricNoise of(Metric metric, PairedStarts pairs, double falseAlarm, double missed) {
        double[] all = pairs.inOrder(metric);
        double[] sorted = all.clone();
        Arrays.sort(sorted);
        double[] baseline = pairs.baseline(metric);
        double[] candidate = pairs.candidate(metric);
        Contrast contrast = metric.dimension() == Dimension.COUNT ? Contrast.DIFFERENCE : Contrast.RATIO;
        return new MetricNoise(
                metric,
                Quantiles.nearestRank(sorted, TYPICAL),
                Quantiles.nearestRank(sorted, TAIL),
                variation(all),
                Dependence.of(all),
                contrast,
                Ratio.hodgesLehmann(contrast, candidate, baseline),
                RatioInterval.of(rule(contrast, 0, falseAlarm, missed), baseline, candidate),
                supported(contrast, baseline, candidate, falseAlarm, missed));
    }

    /** Returns the tolerance for the file: the one that the noise supports, but at least the recommended one. */
    public Optional<Double> recommendedTolerance() {
        if (contrast == Contrast.DIFFERENCE) {
            return supported.map(Supported::tolerance);
        }
        double least = variation < STEADY ? RECOMMENDED[0] : RECOMMENDED[1];
        return supported.map(found -> Math.max(found.tolerance(), least));
    }

    private static RelativeRule rule(Contrast contrast, double tolerance, double falseAlarm, double missed) {
        return new RelativeRule(TYPICAL, contrast, tolerance, falseAlarm, missed, Defaults.maxRounds(TYPICAL));
    }

    private static Optional<Supported> supported(
            Contrast contrast, double[] baseline, double[] candidate, double falseAlarm, double missed) {
        for (double tolerance : contrast == Contrast.DIFFERENCE ? TOLERANCES_OF_COUNTS : TOLERANCES) {
            double tested = contrast == Contrast.DIFFERENCE ? RelativeRule.between(tolerance) : tolerance;
            RelativeDecider test = new RelativeDecider(rule(contrast, tested, falseAlarm, missed));
            Outcome outcome = Outcome.UNDECIDED;
            for (int i = 0; i < candidate.length && outcome == Outcome.UNDECIDED; i++) {
                outcome = test.add(baseline[i], candidate[i]);
            }
            if (outcome == Outcome.PASS) {
                return Optional.of(new Supported(tolerance, test.rounds()));
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the sample standard deviation (with divisor n - 1) over the mean; 0 for fewer than two values or a mean
     * of 0.
     */
    static double variation(double[] values) {
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double mean = Arrays.stream(finite).average().orElse(0);
        if (finite.length < 2 || mean == 0) {
            return 0;
        }
        double squares = Arrays.stream(finite).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares / (finite.length - 1)) / mean;
    }
}
