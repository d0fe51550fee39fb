package io.coldgate.report;

import io.coldgate.report.document.Breakdown;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Quantiles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The breakdown of the time of a function's starts: medians over the starts that worked.
 *
 * @param phases median of each phase in nanoseconds, in order; those of zero are left out
 * @param initCpuNanos median CPU time up to the first {@code next}, if known
 * @param waitNanos median time that the threads waited for a core, if known
 * @param memoryBytes median peak memory, if known
 */
public record TimeBreakdown(
        Map<String, Double> phases, OptionalDouble initCpuNanos, OptionalDouble waitNanos, OptionalDouble memoryBytes) {
    /** The phase that CPU time and waiting belong to. */
    public static final String INIT = Breakdown.INIT;

    /** Copies the map. */
    public TimeBreakdown {
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
    }

    /** Returns the medians; empty when no start succeeded or the platform does not report phases. */
    public static Optional<TimeBreakdown> of(List<Start> starts) {
        List<Start> good =
                starts.stream().filter(start -> start.failure().isEmpty()).toList();
        Map<String, List<Double>> phases = new LinkedHashMap<>();
        for (Start start : good) {
            start.phases()
                    .forEach((name, nanos) -> phases.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(nanos));
        }
        if (phases.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Double> medians = new LinkedHashMap<>();
        phases.forEach((name, values) -> {
            double median = median(values);
            if (median > 0) {
                medians.put(name, median);
            }
        });
        List<Double> waits = new ArrayList<>();
        good.forEach(start -> start.waitNanos().ifPresent(waits::add));
        return Optional.of(new TimeBreakdown(
                medians,
                metric(good, Metric.INIT_CPU),
                waits.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(waits)),
                metric(good, Metric.MAX_MEMORY)));
    }

    /** Returns the breakdown as an entry of {@code report.json}. */
    public Breakdown entry() {
        return new Breakdown(phases, initCpuNanos, waitNanos, memoryBytes);
    }

    /** Returns the breakdown in one line. */
    public String text() {
        return entry().text();
    }

    private static OptionalDouble metric(List<Start> starts, Metric metric) {
        List<Double> values = new ArrayList<>();
        starts.forEach(start -> start.value(metric).ifPresent(values::add));
        return values.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(values));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Quantiles.nearestRank(sorted, .5);
    }
}
