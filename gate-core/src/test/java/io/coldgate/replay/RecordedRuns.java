package io.coldgate.replay;

import io.coldgate.stats.Outcome;
import io.coldgate.stats.Quantiles;
import io.coldgate.stats.RecordedContrastDecider;
import io.coldgate.stats.RecordedContrastRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Two recorded series made of real cold starts. The clusters are days: some ten starts of one configuration on one day,
 * which resemble each other more than those of two days. They are drawn whole, with replacement.
 */
final class RecordedRuns {
    static final RecordedContrastRule RULE = new RecordedContrastRule(.5, .05, .01, .05);

    private static final double MEDIAN = .5;

    private RecordedRuns() {}

    /** How a day's starts are taken by the rule. */
    enum Shape {
        /** A day is a run of several samples, as a file of Go benchmarks is. */
        DAY_IS_A_RUN,
        /** A day is a block, and its starts are the runs in it, as forks of JMH are. */
        DAY_IS_A_BLOCK,
        /** A day is nothing: all starts are taken for independent runs, which they are not. */
        NO_CLUSTERS
    }

    /** Shares of the verdicts. */
    record Rates(double fail, double pass) {}

    /** The days of each configuration. */
    static List<double[][]> days() throws IOException, StartsFormatException {
        return StartsReader.read(SmallData.file()).days().values().stream()
                .map(days -> days.values().toArray(double[][]::new))
                .toList();
    }

    /**
     * Draws and decides.
     *
     * @param clusters days on each side
     * @param change by which share every start of the candidate is slower
     * @param builds for each configuration
     */
    static Rates rates(List<double[][]> configurations, Shape shape, int clusters, double change, int builds) {
        return rates(configurations, shape, clusters, change, 0, builds);
    }

    /**
     * The same on a host that is slower in every second cluster, at random, whichever side has it.
     *
     * @param disturbance by which share it is slower then
     */
    static Rates rates(
            List<double[][]> configurations, Shape shape, int clusters, double change, double disturbance, int builds) {
        SplittableRandom random = new SplittableRandom(20261129);
        int fails = 0;
        int passes = 0;
        for (double[][] days : configurations) {
            for (int build = 0; build < builds; build++) {
                Outcome outcome = decide(
                        shape,
                        side(days, clusters, 1, disturbance, random),
                        side(days, clusters, 1 + change, disturbance, random));
                fails += outcome == Outcome.FAIL ? 1 : 0;
                passes += outcome == Outcome.PASS ? 1 : 0;
            }
        }
        double all = (double) configurations.size() * builds;
        return new Rates(fails / all, passes / all);
    }

    private static List<double[]> side(
            double[][] days, int clusters, double factor, double disturbance, SplittableRandom random) {
        List<double[]> drawn = new ArrayList<>();
        for (int i = 0; i < clusters; i++) {
            double[] day = days[random.nextInt(days.length)];
            double slower = factor * (disturbance > 0 && random.nextBoolean() ? 1 + disturbance : 1);
            drawn.add(Arrays.stream(day).map(x -> x * slower).toArray());
        }
        return drawn;
    }

    private static Outcome decide(Shape shape, List<double[]> baseline, List<double[]> candidate) {
        return switch (shape) {
            case DAY_IS_A_RUN ->
                RecordedContrastDecider.decide(RULE, medians(baseline), medians(candidate))
                        .outcome();
            case NO_CLUSTERS ->
                RecordedContrastDecider.decide(RULE, all(baseline), all(candidate))
                        .outcome();
            case DAY_IS_A_BLOCK ->
                RecordedContrastDecider.decide(
                                RULE, all(baseline), all(candidate), medians(baseline), medians(candidate))
                        .outcome();
        };
    }

    private static double[] all(List<double[]> days) {
        return days.stream().flatMapToDouble(Arrays::stream).toArray();
    }

    private static double[] medians(List<double[]> days) {
        return days.stream()
                .mapToDouble(day -> {
                    double[] sorted = day.clone();
                    Arrays.sort(sorted);
                    return Quantiles.nearestRank(sorted, MEDIAN);
                })
                .toArray();
    }
}
