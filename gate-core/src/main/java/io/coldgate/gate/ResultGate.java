package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds for each check of other tools' results its series, and has it decided. */
final class ResultGate {
    private ResultGate() {}

    /** The results, in the order of the checks. */
    static List<CheckResult> results(List<Check.OfResult> checks, List<ToolResults> read) {
        Map<Key, ToolSeries> series = new HashMap<>();
        Map<ToolResults.Source, ToolResults> sources = new HashMap<>();
        for (ToolResults results : read) {
            sources.put(results.source(), results);
            results.series().forEach(one -> series.put(new Key(results.source(), one.id()), one));
        }
        return checks.stream()
                .map(check -> {
                    Optional<ToolSeries> found = found(series, check);
                    return found.isEmpty()
                            ? ResultDecider.notMeasured(
                                    check, missing(Optional.ofNullable(sources.get(check.source()))))
                            : ResultDecider.decide(check, found.get());
                })
                .toList();
    }

    /** The series that is meant, or what spoils all of its name. */
    private static Optional<ToolSeries> found(Map<Key, ToolSeries> series, Check.OfResult check) {
        return Optional.ofNullable(series.get(new Key(check.source(), check.id())))
                .or(() -> Optional.ofNullable(
                                series.get(new Key(check.source(), check.id().ofAnyMetric())))
                        .filter(ToolSeries::spoilsItsName));
    }

    private record Key(ToolResults.Source source, SeriesId id) {}

    private static String missing(Optional<ToolResults> results) {
        return results.map(read -> read.problem().orElse("no samples in it")).orElse("not in this run");
    }
}
