package io.coldgate.report.html;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Quantiles;
import java.util.Arrays;
import java.util.List;

/**
 * One metric of one arm's starts.
 *
 * @param name {@code candidate} or {@code baseline}
 * @param inOrder the values in the order in which they were measured, in the base unit; +infinity for a failed start
 * @param places the position of each value in the order of all starts of both arms: above 0 and below 1
 * @param sorted the values, ascending
 */
record ArmValues(String name, double[] inOrder, double[] places, double[] sorted) {
    /** Returns the values of the starts that have the metric, and those of the baseline if there are any. */
    static List<ArmValues> of(List<Start> candidate, List<Start> baseline, Metric metric) {
        List<Start> mine = having(candidate, metric);
        List<Start> other = having(baseline, metric);
        ArmValues first = of("candidate", values(mine, metric), places(mine, other));
        return other.isEmpty()
                ? List.of(first)
                : List.of(first, of("baseline", values(other, metric), places(other, mine)));
    }

    /** Returns a view of values that were measured without another arm. */
    static ArmValues of(String name, double[] inOrder) {
        double[] places = new double[inOrder.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (i + .5) / places.length;
        }
        return of(name, inOrder, places);
    }

    private static ArmValues of(String name, double[] inOrder, double[] places) {
        double[] sorted = inOrder.clone();
        Arrays.sort(sorted);
        return new ArmValues(name, inOrder, places, sorted);
    }

    private static List<Start> having(List<Start> starts, Metric metric) {
        return starts.stream().filter(start -> start.value(metric).isPresent()).toList();
    }

    private static double[] values(List<Start> starts, Metric metric) {
        return starts.stream()
                .mapToDouble(start -> start.value(metric).orElseThrow())
                .toArray();
    }

    /** Returns the positions of the starts when the starts of both arms are merged by time. */
    private static double[] places(List<Start> mine, List<Start> other) {
        double[] places = new double[mine.size()];
        int all = mine.size() + other.size();
        int before = 0;
        for (int i = 0; i < places.length; i++) {
            while (before < other.size()
                    && other.get(before).atMillis() < mine.get(i).atMillis()) {
                before++;
            }
            places[i] = (i + before + .5) / all;
        }
        return places;
    }

    int size() {
        return sorted.length;
    }

    /** Returns the number of failed starts, which are over every budget. */
    int failed() {
        return (int) Arrays.stream(sorted).filter(Double::isInfinite).count();
    }

    /** Returns the values of starts that did not fail. */
    double[] finite() {
        return Arrays.copyOf(sorted, size() - failed());
    }

    /**
     * Returns the nearest-rank quantile over all starts; +infinity for a failed start. There must be at least one
     * start.
     */
    double quantile(double p) {
        return Quantiles.nearestRank(sorted, p);
    }
}
