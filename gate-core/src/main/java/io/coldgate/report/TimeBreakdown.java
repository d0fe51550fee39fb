package io.coldgate.report;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.stats.Quantiles;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the time of a function's starts went: the median of each phase. */
final class TimeBreakdown {
    private TimeBreakdown() {}

    /** One line; empty when no start succeeded or the platform tells no phases. */
    static Optional<String> of(List<Start> starts) {
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
        List<String> parts = new ArrayList<>();
        phases.forEach((name, values) -> {
            double median = median(values);
            if (median > 0) {
                parts.add(name + " " + time(median) + (name.equals("init") ? ofInit(good) : ""));
            }
        });
        metric(good, Metric.MAX_MEMORY)
                .ifPresent(bytes -> parts.add("memory " + new Quantity(bytes, Dimension.SIZE).format()));
        return Optional.of(String.join(", ", parts));
    }

    private static String ofInit(List<Start> starts) {
        List<String> parts = new ArrayList<>();
        metric(starts, Metric.INIT_CPU).ifPresent(nanos -> parts.add("CPU " + time(nanos)));
        List<Double> waits = new ArrayList<>();
        starts.forEach(start -> start.waitNanos().ifPresent(waits::add));
        if (!waits.isEmpty()) {
            parts.add("waited for a core " + time(median(waits)));
        }
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private static Optional<Double> metric(List<Start> starts, Metric metric) {
        List<Double> values = new ArrayList<>();
        starts.forEach(start -> start.value(metric).ifPresent(values::add));
        return values.isEmpty() ? Optional.empty() : Optional.of(median(values));
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return Quantiles.nearestRank(sorted, .5);
    }

    private static String time(double nanos) {
        return new Quantity(nanos, Dimension.TIME).format();
    }
}
