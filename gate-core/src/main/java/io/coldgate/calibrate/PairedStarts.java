package io.coldgate.calibrate;

import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The complete rounds of a series. A round that lost one of its starts is left out completely. */
final class PairedStarts {
    private final List<Start> baseline = new ArrayList<>();
    private final List<Start> candidate = new ArrayList<>();

    PairedStarts(SeriesTally tally) {
        Map<Integer, Start> byRound = new HashMap<>();
        tally.baselineStarts().forEach(start -> byRound.put(start.round(), start));
        for (Start start : tally.starts()) {
            Start other = byRound.get(start.round());
            if (start.round() > 0 && other != null) {
                candidate.add(start);
                baseline.add(other);
            }
        }
    }

    int rounds() {
        return candidate.size();
    }

    /** Returns the number of rounds that have the metric; for a payload's metric, those that drew the payload. */
    int rounds(Metric metric) {
        return (int)
                candidate.stream().filter(start -> metric.isOf(start.payload())).count();
    }

    /** Returns the starts of both arms, in the order in which they were taken. */
    List<Start> inOrder() {
        return Stream.concat(baseline.stream(), candidate.stream())
                .sorted(Comparator.comparingInt(Start::round).thenComparingLong(Start::atMillis))
                .toList();
    }

    /** Returns whether every start has the metric. */
    boolean has(Metric metric) {
        return Stream.concat(baseline.stream(), candidate.stream())
                .allMatch(start -> start.value(metric).isPresent());
    }

    double[] baseline(Metric metric) {
        return values(baseline, metric);
    }

    double[] candidate(Metric metric) {
        return values(candidate, metric);
    }

    double[] inOrder(Metric metric) {
        return values(inOrder(), metric);
    }

    /**
     * Returns the values of the starts that have the metric; for a payload's metric they are pairs too, because a round
     * has a single payload.
     */
    private static double[] values(List<Start> starts, Metric metric) {
        return starts.stream()
                .filter(start -> metric.isOf(start.payload()))
                .mapToDouble(start -> start.value(metric).orElseThrow())
                .toArray();
    }
}
