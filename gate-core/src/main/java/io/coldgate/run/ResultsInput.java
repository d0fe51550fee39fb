package io.coldgate.run;

import io.coldgate.gate.ResultDemand;
import io.coldgate.gate.ResultDemands;
import io.coldgate.imports.Imports;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Other tools' results, read for a command.
 *
 * @param demands the limits, each with the series it is about
 * @param results what was read, with the series that a limit is about only
 */
public record ResultsInput(List<ResultDemand> demands, List<ToolResults> results) {
    /** No results of other tools. */
    public static final ResultsInput NONE = new ResultsInput(List.of(), List.of());

    /**
     * Reads all entries of the file.
     *
     * @throws RunException with exit code 2 for a limit that is about nothing in the results, or that they can never
     *     keep
     */
    public static ResultsInput read(Thresholds thresholds) throws RunException {
        return of(
                thresholds,
                thresholds.results().stream()
                        .flatMap(entry -> Stream.concat(
                                Stream.of(new Named(entry.source(), entry.path())),
                                entry.baseline().stream().map(old -> new Named(old.source(), old.path()))))
                        .distinct()
                        .map(named -> Imports.read(named.source(), named.path()))
                        .toList());
    }

    /**
     * The same for results that were read before.
     *
     * @throws RunException with exit code 2 for a limit that is about nothing in the results, or that they can never
     *     keep
     */
    static ResultsInput of(Thresholds thresholds, List<ToolResults> read) throws RunException {
        ResultDemands demands = ResultDemands.of(thresholds.results(), read);
        if (!demands.mistakes().isEmpty()) {
            int mistakes = demands.mistakes().size();
            throw new RunException(
                    ExitCode.USAGE,
                    demands.mistakes(),
                    "coldgate: " + thresholds.shownAs() + ": " + (mistakes == 1 ? "1 error" : mistakes + " errors")
                            + "; nothing was deployed");
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

    /** Returns the records, in the order in which they are to be written. */
    List<ResultsRecord> records() {
        return results.stream()
                .flatMap(one -> ToolResultsRecords.of(one).stream())
                .toList();
    }
}
