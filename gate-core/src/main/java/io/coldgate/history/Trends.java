package io.coldgate.history;

import io.coldgate.sample.Arm;
import io.coldgate.stats.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The trends of all candidates' series. A series is evaluated by the medians of its runs, separately for each host: if
 * hosts alternate, as on shared runners, the runs of each are compared only with its own earlier ones.
 */
public final class Trends {
    /**
     * The least mean number of runs between two false changes of the whole history. With ten runs a day, this is one in
     * a hundred days, as long as nothing drifts.
     */
    public static final double AVERAGE_RUN_LENGTH = 1000;

    private static final double MEDIAN = .5;

    private Trends() {}

    /**
     * Finds the trends, in the order of the newest runs' results.
     *
     * @param runs all runs, oldest first
     */
    public static List<Trend> of(List<FiledRun> runs) {
        Map<FiledSeries.Key, List<Trend.Point>> series = new LinkedHashMap<>();
        for (int i = runs.size() - 1; i >= 0; i--) {
            for (FiledSeries each : runs.get(i).series()) {
                if (each.key().arm() == Arm.CANDIDATE) {
                    series.computeIfAbsent(each.key(), key -> new ArrayList<>())
                            .add(0, new Trend.Point(runs.get(i), each));
                }
            }
        }
        // Each series adds one to the expected sum of all detectors with each run, so the required evidence grows with
        // their number.
        double length = AVERAGE_RUN_LENGTH * Math.max(1, series.size());
        return series.entrySet().stream()
                .map(entry -> trend(entry.getKey(), entry.getValue(), length))
                .toList();
    }

    private static Trend trend(FiledSeries.Key key, List<Trend.Point> points, double length) {
        Map<FiledRun.Host, List<Trend.Point>> hosts = new LinkedHashMap<>();
        points.stream()
                .filter(point -> !point.run().change())
                .forEach(point -> hosts.computeIfAbsent(point.run().host(), host -> new ArrayList<>())
                        .add(point));
        List<Trend.Shift> shifts = new ArrayList<>();
        hosts.values().forEach(ofHost -> shifts.addAll(shifts(ofHost, length)));
        shifts.sort(Comparator.comparing(Trend.Shift::first, FiledRun.BY_TIME));
        return new Trend(key, points.get(points.size() - 1).series().unit(), points, shifts);
    }

    private static List<Trend.Shift> shifts(List<Trend.Point> points, double length) {
        double[] medians = points.stream()
                .mapToDouble(point -> point.series().median().value())
                .toArray();
        List<ChangePoint> changes = ChangeDetector.changes(medians, length);
        List<Trend.Shift> shifts = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            int from = i == 0 ? 0 : changes.get(i - 1).first();
            int at = changes.get(i).first();
            int to = i + 1 < changes.size() ? changes.get(i + 1).first() : medians.length;
            shifts.add(new Trend.Shift(
                    points.get(at).run(),
                    points.get(changes.get(i).seen()).run(),
                    median(medians, from, at),
                    median(medians, at, to)));
        }
        return shifts;
    }

    private static double median(double[] values, int from, int to) {
        double[] sorted = Arrays.copyOfRange(values, from, to);
        Arrays.sort(sorted);
        return Quantiles.nearestRank(sorted, MEDIAN);
    }
}
