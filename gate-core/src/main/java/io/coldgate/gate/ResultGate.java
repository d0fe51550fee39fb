package io.coldgate.gate;

import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the series of each check of other tools' results, and decides the check. */
final class ResultGate {
    private static final int LONGEST_PATH = 200;

    private ResultGate() {}

    /** Returns the results, in the order of the checks. */
    static List<CheckResult> results(List<RecordedCheck> checks, List<ToolResults> read) {
        Map<Key, ToolSeries> series = new HashMap<>();
        Map<ToolResults.Source, ToolResults> sources = new HashMap<>();
        for (ToolResults results : read) {
            sources.put(results.source(), results);
            results.series().forEach(one -> series.put(new Key(results.source(), one.id()), one));
        }
        return checks.stream().map(check -> result(check, series, sources)).toList();
    }

    private static CheckResult result(
            RecordedCheck check, Map<Key, ToolSeries> series, Map<ToolResults.Source, ToolResults> sources) {
        Optional<ToolSeries> found = found(series, check.source(), check.id());
        Optional<ToolResults> read = Optional.ofNullable(sources.get(check.source()));
        if (check instanceof ResultRegressionCheck relative) {
            return relative(
                    relative,
                    found,
                    read,
                    series,
                    Optional.ofNullable(sources.get(relative.baseline().source())));
        }
        ResultCheck absolute = (ResultCheck) check;
        return found.isEmpty()
                ? ResultDecider.notMeasured(absolute, missing(read))
                : ResultDecider.decide(absolute, found.get());
    }

    private static CheckResult relative(
            ResultRegressionCheck check,
            Optional<ToolSeries> candidate,
            Optional<ToolResults> after,
            Map<Key, ToolSeries> series,
            Optional<ToolResults> before) {
        if (candidate.isEmpty() || after.isEmpty()) {
            boolean dropped = after.filter(read -> read.problem().isEmpty()).isPresent()
                    && found(series, check.baseline().source(), check.id()).isPresent();
            return RecordedContrast.notMeasured(
                    check,
                    dropped
                            ? "the baseline has it, and the candidate lacks it: measure it here too, or name only what"
                                    + " both have"
                            : missing(after));
        }
        if (before.isEmpty() || before.get().problem().isPresent()) {
            return RecordedContrast.notMeasured(check, "the baseline: " + missing(before));
        }
        return found(series, check.baseline().source(), check.id())
                .map(baseline -> RecordedContrast.decide(check, before.get(), after.get(), baseline, candidate.get()))
                .orElseGet(() -> RecordedContrast.notMeasured(
                        check, "it is not in the baseline: record it there too, or name only what both have"));
    }

    /** Returns the series with that id, or else the entry that keeps all series of its name from being judged. */
    private static Optional<ToolSeries> found(Map<Key, ToolSeries> series, ToolResults.Source source, SeriesId id) {
        return Optional.ofNullable(series.get(new Key(source, id)))
                .or(() -> Optional.ofNullable(series.get(new Key(source, id.ofAnyMetric())))
                        .filter(ToolSeries::spoilsItsName));
    }

    private record Key(ToolResults.Source source, SeriesId id) {}

    private static String missing(Optional<ToolResults> results) {
        return results.map(ResultGate::missing).orElse("not in this run");
    }

    /** Returns the message for a missing series. A check has the name of a pattern, so the message names the file. */
    private static String missing(ToolResults read) {
        String path = Printable.escape(read.source().path(), LONGEST_PATH);
        String problem = read.problem().orElse("no samples in it");
        return problem.startsWith(path) ? problem : path + ": " + problem;
    }
}
