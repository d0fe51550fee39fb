package io.coldgate.gate;

import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A build: the plan, and its evaluation from the records of a run. A live run passes every record as it is written;
 * {@code judge} passes the records of a file. The same records give the same verdicts.
 */
public final class GateEvaluation {
    private final Map<String, SeriesTally> series = new LinkedHashMap<>();
    private final GatePlan plan;
    private final ToolResultsRecords imported = new ToolResultsRecords();
    private Optional<RunHeader> header = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private String endDetail = "";

    /** A build without records. */
    public GateEvaluation(GatePlan plan) {
        this.plan = plan;
        for (GatePlan.FunctionPlan function : plan.functions()) {
            series.put(function.spec().name(), new SeriesTally(function));
        }
    }

    /**
     * Evaluates the next record. Records of functions outside the plan are ignored.
     *
     * @throws IllegalArgumentException when a sample lacks a metric that a check needs, or a record does not follow
     *     from the ones before
     */
    public void accept(ResultsRecord entry) {
        imported.accept(entry);
        if (entry instanceof ResultsRecord.Run run) {
            header = Optional.of(run.header());
        } else if (entry instanceof ResultsRecord.Artifact artifact) {
            find(artifact.function()).ifPresent(tally -> tally.packaged(artifact.facts()));
        } else if (entry instanceof ResultsRecord.Identical same) {
            find(same.function()).ifPresent(tally -> tally.identical(same.codeSha256()));
        } else if (entry instanceof ResultsRecord.Deployed deployed) {
            find(deployed.function())
                    .ifPresent(tally -> tally.deployed(deployed.arm(), deployed.deployedAs(), deployed.codeSha256()));
        } else if (entry instanceof ResultsRecord.Built built) {
            find(built.build().function()).ifPresent(tally -> tally.built(built.build()));
        } else if (entry instanceof ResultsRecord.Attempt attempt) {
            find(attempt.function()).ifPresent(tally -> tally.attempted(attempt));
        } else if (entry instanceof ResultsRecord.SeriesEnded ended) {
            find(ended.function()).ifPresent(tally -> tally.ended(ended.ending(), ended.detail()));
        } else if (entry instanceof ResultsRecord.End end) {
            ending = Optional.of(end.ending());
            endDetail = end.detail();
        }
        // Other tools' series are handled above; explanations do not affect verdicts.
    }

    private Optional<SeriesTally> find(String function) {
        return Optional.ofNullable(series.get(function));
    }

    /** Returns the function's tally. */
    public SeriesTally series(String function) {
        SeriesTally tally = series.get(function);
        if (tally == null) {
            throw new IllegalArgumentException("no such function in the plan: " + function);
        }
        return tally;
    }

    /** Returns every function's tally, in the file's order. */
    public Collection<SeriesTally> allSeries() {
        return Collections.unmodifiableCollection(series.values());
    }

    /** Returns the run's header; empty before the first record. */
    public Optional<RunHeader> header() {
        return header;
    }

    /** Returns how the run ended; empty when it has not ended, or when the results file is truncated. */
    public Optional<Ending> ending() {
        return ending;
    }

    /** Returns details of the end; empty if there are none. */
    public String endDetail() {
        return endDetail;
    }

    /**
     * Returns the demands of the thresholds file that this build does not check, for people; empty for a whole build.
     */
    public List<String> leftOut() {
        return plan.leftOut();
    }

    /** Returns the results of other tools that checks refer to. */
    public List<ToolResults> imported() {
        return imported.results();
    }

    /** Returns the results of all checks, in the file's order, with accepted exceptions applied. */
    public List<CheckResult> results() {
        List<CheckResult> results = new ArrayList<>();
        series.values().forEach(tally -> results.addAll(tally.results()));
        results.addAll(ResultGate.results(plan.resultChecks(), imported()));
        return plan.acceptances().applied(results);
    }
}
