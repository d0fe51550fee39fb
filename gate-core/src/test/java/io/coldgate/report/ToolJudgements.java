package io.coldgate.report;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultDemands;
import io.coldgate.sample.Better;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Builds on results of other tools: many of them, and some that share their names. */
final class ToolJudgements {
    private static final double MILLI = 1e6;

    private ToolJudgements() {}

    /** The same budget on two files that are not there. */
    static Judgement ofTwins(Path folder) {
        return of(folder, """
                - { hyperfine: gone.json, budgets: { "*": { p50: 1s } } }
                - { hyperfine: lost.json, budgets: { "*": { p50: 1s } } }
                """, List.of(missing("gone.json"), missing("lost.json")));
    }

    private static ToolResults missing(String path) {
        return ToolResults.broken(new ToolResults.Source(Tool.HYPERFINE, path), "no such file");
    }

    /** So many series, each of three samples. */
    static Judgement ofMany(Path folder, int series) {
        List<ToolSeries> all = IntStream.range(0, series)
                .mapToObj(i -> series("command-" + i, MILLI, MILLI, MILLI))
                .toList();
        return of(folder, "- { hyperfine: many.json, budgets: { \"*\": { p50: 1s } } }\n", List.of(read(all)));
    }

    /** A series whose greatest sample is hundreds of times its median. */
    static Judgement ofAnOutlier(Path folder) {
        double[] values = IntStream.range(0, 70)
                .mapToDouble(i -> i == 69 ? 50_000 * MILLI : (100 + i * 7 % 70 / 7.0) * MILLI)
                .toArray();
        return of(
                folder,
                "- { hyperfine: many.json, budgets: { \"*\": { p95: 1s } } }\n",
                List.of(read(List.of(series("outlier", values)))));
    }

    private static ToolSeries series(String name, double... values) {
        return new ToolSeries(
                new SeriesId(name, "", "time"), true, ValueUnit.TIME, Better.LOWER, SampleValues.of(values));
    }

    private static ToolResults read(List<ToolSeries> series) {
        return new ToolResults(
                new ToolResults.Source(Tool.HYPERFINE, "many.json"), Map.of(), List.of(), series, Optional.empty());
    }

    private static Judgement of(Path folder, String results, List<ToolResults> read) {
        Thresholds thresholds = Plans.withResults(folder, "good: { package: a.zip, artifact: { zip: 10MB } }", results);
        GateEvaluation build = new GateEvaluation(GatePlan.of(
                thresholds, ResultDemands.of(thresholds.results(), read).demands()));
        build.accept(Records.run("good"));
        read.forEach(each -> ToolResultsRecords.of(each).forEach(build::accept));
        build.accept(new ResultsRecord.Artifact("good", Records.facts(4_000_000)));
        build.accept(new ResultsRecord.SeriesEnded("good", 2, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }
}
