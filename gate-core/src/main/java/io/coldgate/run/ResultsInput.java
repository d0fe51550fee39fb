package io.coldgate.run;

import io.coldgate.gate.ResultDemand;
import io.coldgate.gate.ResultDemands;
import io.coldgate.imports.Imports;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.ResultBaseline;
import io.coldgate.thresholds.ResultBudgets;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Counted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Other tools' results, read for a command.
 *
 * @param demands the limits, each with the series that it applies to
 * @param results what was read, reduced to the series that have a limit
 */
public record ResultsInput(List<ResultDemand> demands, List<ToolResults> results) {
    /** No results of other tools. */
    public static final ResultsInput NONE = new ResultsInput(List.of(), List.of());

    /**
     * Reads all entries of the file. Those that the gate has yet to measure have no results.
     *
     * @throws RunException with exit code 2 for a limit that matches nothing in the results, or that they can never
     *     satisfy
     */
    public static ResultsInput read(Thresholds thresholds) throws RunException {
        return read(
                thresholds,
                thresholds.results().stream()
                        .filter(entry -> entry.measured().isPresent())
                        .flatMap(entry -> MeasuredResults.pending(entry).stream())
                        .toList());
    }

    /**
     * Reads all entries of the file, with the given results for entries that the gate measures.
     *
     * @param measured both sides of each entry that has a command
     * @throws RunException as {@link #read(Thresholds)} does
     */
    static ResultsInput read(Thresholds thresholds, List<ToolResults> measured) throws RunException {
        List<Named> recorded = new ArrayList<>();
        for (ResultBudgets entry : thresholds.results()) {
            if (entry.measured().isEmpty()) {
                entry.path().ifPresent(path -> recorded.add(new Named(entry.source(), path)));
                entry.baseline()
                        .filter(ResultBaseline.Recorded.class::isInstance)
                        .map(ResultBaseline.Recorded.class::cast)
                        .ifPresent(old -> recorded.add(new Named(old.source(), old.path())));
            }
        }
        return of(
                thresholds,
                Stream.concat(
                                recorded.stream().distinct().map(named -> Imports.read(named.source(), named.path())),
                                measured.stream())
                        .toList());
    }

    /**
     * Returns the input for results that were already read.
     *
     * @throws RunException with exit code 2 for a limit that matches nothing in the results, or that they can never
     *     satisfy
     */
    static ResultsInput of(Thresholds thresholds, List<ToolResults> read) throws RunException {
        ResultDemands demands = ResultDemands.of(thresholds.results(), read);
        if (!demands.mistakes().isEmpty()) {
            int mistakes = demands.mistakes().size();
            throw new RunException(
                    ExitCode.USAGE,
                    demands.mistakes(),
                    thresholds.shownAs() + ": " + Counted.of(mistakes, "error") + "; nothing was judged");
        }
        List<ToolResults> used = new ArrayList<>();
        for (ToolResults results : read) {
            Set<SeriesId> wanted = demands.demands().stream()
                    .filter(demand -> demand.reads(results.source()))
                    .map(ResultDemand::id)
                    .collect(Collectors.toSet());
            Set<SeriesId> names = wanted.stream().map(SeriesId::ofAnyMetric).collect(Collectors.toSet());
            List<ToolSeries> series = results.series().stream()
                    .filter(one -> wanted.contains(one.id()) || one.spoilsItsName() && names.contains(one.id()))
                    .toList();
            used.add(new ToolResults(results.source(), results.facts(), results.notes(), series, results.problem()));
        }
        return new ResultsInput(demands.demands(), used);
    }

    private record Named(ToolResults.Source source, Path path) {}

    /** Returns the records in the order in which they are written. */
    List<ResultsRecord> records() {
        return results.stream()
                .flatMap(one -> ToolResultsRecords.of(one).stream())
                .toList();
    }
}
