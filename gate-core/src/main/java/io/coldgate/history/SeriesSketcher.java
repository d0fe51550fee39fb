package io.coldgate.history;

import io.coldgate.sample.Arm;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.ValueUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;

/** Creates the sketches of a run's series from its records. */
public final class SeriesSketcher {
    private final Map<ArmOf, List<Start>> starts = new LinkedHashMap<>();
    private final ToolResultsRecords tools = new ToolResultsRecords();
    private final BiFunction<String, Metric, Dimension> dimensions;

    /**
     * Creates a sketcher.
     *
     * @param dimensions gives the dimension of a function's metric, which the results do not contain for custom metrics
     */
    public SeriesSketcher(BiFunction<String, Metric, Dimension> dimensions) {
        this.dimensions = dimensions;
    }

    private record ArmOf(String function, Arm arm) {}

    /** Adds the next record; starts that are not samples are ignored. */
    public void accept(ResultsRecord entry) {
        tools.accept(entry);
        if (entry instanceof ResultsRecord.Sampled sampled) {
            Start start = sampled.start();
            starts.computeIfAbsent(new ArmOf(start.function(), start.arm()), key -> new ArrayList<>())
                    .add(start);
        }
    }

    /** Returns the sketches of functions, in the order of their first samples, then those of other tools' series. */
    public List<FiledSeries> series() {
        List<FiledSeries> series = new ArrayList<>();
        starts.forEach((arm, samples) -> ofArm(arm, samples, series));
        for (ToolResults results : tools.results()) {
            for (ToolSeries each : results.series()) {
                if (each.values().size() > 0) {
                    String metric = each.id().metricLabel(results.source().tool());
                    FiledSeries.Key key = new FiledSeries.Key(each.id().label(), metric, Arm.CANDIDATE);
                    series.add(FiledSeries.of(key, each.unit(), each.values().toArray()));
                }
            }
        }
        return distinct(series);
    }

    /**
     * Returns one series of each name: if there are two files, because of a recorded baseline, the first is the
     * candidate's.
     */
    private static List<FiledSeries> distinct(List<FiledSeries> all) {
        Map<FiledSeries.Key, FiledSeries> byKey = new LinkedHashMap<>();
        all.forEach(each -> byKey.putIfAbsent(each.key(), each));
        return List.copyOf(byKey.values());
    }

    private void ofArm(ArmOf arm, List<Start> samples, List<FiledSeries> series) {
        for (Metric metric : metrics(samples)) {
            double[] values = samples.stream()
                    .flatMapToDouble(start -> start.value(metric).stream())
                    .toArray();
            if (values.length > 0) {
                FiledSeries.Key key = new FiledSeries.Key(arm.function(), metric.key(), arm.arm());
                series.add(FiledSeries.of(key, unit(dimensions.apply(arm.function(), metric)), values));
            }
        }
    }

    private static Set<Metric> metrics(List<Start> samples) {
        Set<Metric> metrics = new TreeSet<>();
        for (Start start : samples) {
            start.values().keySet().forEach(metric -> {
                metrics.add(metric);
                if (Metric.OF_EVENTS.contains(metric)) {
                    start.payload().ifPresent(payload -> metrics.add(metric.of(payload.name())));
                }
            });
            metrics.addAll(start.missed().keySet());
        }
        return metrics;
    }

    private static ValueUnit unit(Dimension dimension) {
        return switch (dimension) {
            case TIME -> ValueUnit.TIME;
            case SIZE -> ValueUnit.SIZE;
            case COUNT -> ValueUnit.COUNT;
        };
    }
}
