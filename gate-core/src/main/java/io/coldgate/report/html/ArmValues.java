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
 * @param places where each of them stands among all that were measured, those of the other arm included: above 0 and
 *     below 1
 * @param sorted the values, ascending
 */
record ArmValues(String name, double[] inOrder, double[] places, double[] sorted) {
    /** The values of the starts that have the metric; the baseline's only where there are any. */
    static List<ArmValues> of(List<Start> candidate, List<Start> baseline, Metric metric) {
        List<Start> mine = having(candidate, metric);
        List<Start> other = having(baseline, metric);
        ArmValues first = of("candidate", values(mine, metric), places(mine, other));
        return other.isEmpty()
                ? List.of(first)
                : List.of(first, of("baseline", values(other, metric), places(other, mine)));
    }

    /** Returns a view of these values, which were measured alone. */
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

    /** Returns where starts stand when those of the other arm are put between them by the clock. */
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

    /** Starts that failed: they are over every budget. */
    int failed() {
        return (int) Arrays.stream(sorted).filter(Double::isInfinite).count();
    }

    /** Returns those that did not. */
    double[] finite() {
        return Arrays.copyOf(sorted, size() - failed());
    }

    /** The nearest-rank quantile over all starts; +infinity for a failed start. At least one start. */
    double quantile(double p) {
        return Quantiles.nearestRank(sorted, p);
    }
}
