package io.coldgate.report.html;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultDemands;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Better;
import io.coldgate.sample.DrawnPayload;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Start;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds with figures that are long, far apart or missing. */
final class OddPages {
    private static final double MILLI = 1e6;

    private OddPages() {}

    /** A function that takes four times as long as its baseline, at two speeds, and numbers of ten digits and more. */
    static Judgement longFigures(Path folder) {
        Thresholds thresholds = Plans.withResults(folder, """
                slower:
                  package: a.zip
                  baseline: { environment: { GOGC: "200" } }
                  regression: { init_duration: { p50: +10% }, max_memory: { p50: +5% } }
                """, """
                - samples: s.json
                  budgets:
                    "cycles": { p50: 3600000000 cycles/request }
                    "huge": { p50: 5 widgets }
                """);
        ToolResults results = new ToolResults(
                new ToolResults.Source(Tool.SAMPLES, "s.json"),
                Map.of(),
                List.of(),
                List.of(series("cycles", "cycles/request", 3.4e9, 1e7), series("huge", "widgets", 1e300, 1e298)),
                Optional.empty());
        GateEvaluation build = new GateEvaluation(GatePlan.of(
                thresholds,
                ResultDemands.of(thresholds.results(), List.of(results)).demands()));
        build.accept(Records.run("slower"));
        ToolResultsRecords.of(results).forEach(build::accept);
        for (int i = 1; i <= 14; i++) {
            double speed = i % 2 == 0 ? 1 : 2.4;
            build.accept(start(
                    "slower",
                    Arm.BASELINE,
                    i,
                    Map.of(Metric.INIT_DURATION, 5 * MILLI * speed, Metric.MAX_MEMORY, 6e6)));
            build.accept(start(
                    "slower",
                    Arm.CANDIDATE,
                    i,
                    Map.of(Metric.INIT_DURATION, (21 + i) * MILLI * speed, Metric.MAX_MEMORY, 12e6)));
        }
        build.accept(new ResultsRecord.SeriesEnded("slower", 2, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    private static ToolSeries series(String name, String unit, double from, double step) {
        double[] values = new double[60];
        Arrays.setAll(values, i -> from + step * (i * 7 % 60));
        return new ToolSeries(
                new SeriesId(name, "", ""), true, ValueUnit.other(unit), Better.LOWER, SampleValues.of(values));
    }

    /** Starts that do not report a metric of their own that is compared. */
    static Judgement withoutValues(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                shop:
                  package: a.zip
                  metrics: [{ name: ready, from: "json:/ready", unit: ms }]
                  baseline: { environment: { GOGC: "200" } }
                  regression: { ready: { p50: +10% } }
                """));
        build.accept(Records.run("shop"));
        for (int i = 1; i <= 12; i++) {
            build.accept(start("shop", Arm.BASELINE, i, Map.of()));
            build.accept(start("shop", Arm.CANDIDATE, i, Map.of()));
        }
        build.accept(new ResultsRecord.SeriesEnded("shop", 2, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    /** A run that was cut off in the round in which the rare payload came first: its baseline has no value of it. */
    static Judgement cutOffInARound(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                shop:
                  package: a.zip
                  payloads: { small: event.json, large: event.json }
                  baseline: { memory: 1024MB }
                  budgets: { duration: { large: { p50: 30ms } } }
                  regression: { duration: { small: { p50: +10% } } }
                """));
        build.accept(Records.run("shop"));
        build.accept(drawn(Arm.BASELINE, 1, "small"));
        build.accept(drawn(Arm.CANDIDATE, 1, "small"));
        build.accept(drawn(Arm.CANDIDATE, 2, "large"));
        build.accept(new ResultsRecord.SeriesEnded("shop", 9, Ending.INTERRUPTED, ""));
        build.accept(new ResultsRecord.End(9, Ending.INTERRUPTED, ""));
        return Judgement.of(build);
    }

    private static ResultsRecord drawn(Arm arm, int round, String payload) {
        return new ResultsRecord.Sampled(Start.builder()
                .function("shop")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(2L * round + arm.ordinal())
                .values(Map.of(Metric.DURATION, 20 * MILLI))
                .payload(Optional.of(new DrawnPayload(payload, .5)))
                .proof("new process")
                .environment(arm.key() + round)
                .build());
    }

    private static ResultsRecord start(String function, Arm arm, int round, Map<Metric, Double> values) {
        Metric ready = Metric.own("ready", Dimension.TIME, false);
        return new ResultsRecord.Sampled(Start.builder()
                .function(function)
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(1_700_000_000_000L + 2L * round + arm.ordinal())
                .values(values)
                .missed(function.equals("shop") ? Map.of(ready, "nothing at json:/ready") : Map.of())
                .proof("new process")
                .environment(arm.key() + round)
                .build());
    }
}
