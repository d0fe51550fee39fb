package io.coldgate.report.html;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultCheck;
import io.coldgate.report.Judgement;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Better;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.Start;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.sample.ToolSeries;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.ResultLimit;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** Builds for the page. */
final class Pages {
    private static final double MILLI = 1e6;
    private static final double MEGA = 1 << 20;

    private Pages() {}

    /** A function with a few starts, one of them failed, and one that is compared with its baseline. */
    static Judgement small(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                checkout:
                  package: a.zip
                  budgets: { init_duration: { p50: 20ms }, max_memory: { max: 12MB } }
                  artifact: { zip: 1MB, stripped: true }
                search:
                  package: a.zip
                  baseline: { environment: { GOGC: "200" } }
                  regression: { init_duration: { p50: +10% } }
                """));
        build.accept(Records.run("checkout", "search"));
        build.accept(new ResultsRecord.Artifact(
                "checkout", Records.facts(2_000_000, Records.elf("bootstrap", true, false))));
        build.accept(new ResultsRecord.Deployed("checkout", "coldgate-checkout-1", "sha"));
        build.accept(new ResultsRecord.Discarded(Records.start("checkout", 1, 9 * MILLI)));
        build.accept(new ResultsRecord.Rejected("checkout", 1, Rejection.WARM, ""));
        for (int i = 1; i <= 8; i++) {
            build.accept(new ResultsRecord.Sampled(start("checkout", Arm.CANDIDATE, 0, i, (4 + i % 3 / 2.0) * MILLI)));
        }
        build.accept(new ResultsRecord.Sampled(Records.failed("checkout", 9, "Runtime.ExitError", "exit status 1")));
        build.accept(
                new ResultsRecord.SeriesEnded("checkout", 1, Ending.TIME_LIMIT, "the time limit of 10s came first"));
        for (int i = 1; i <= 12; i++) {
            build.accept(new ResultsRecord.Sampled(start("search", Arm.BASELINE, i, i, (8 + i % 4 / 4.0) * MILLI)));
            build.accept(new ResultsRecord.Sampled(start("search", Arm.CANDIDATE, i, i, (12 + i % 5 / 4.0) * MILLI)));
        }
        build.accept(new ResultsRecord.SeriesEnded("search", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.TIME_LIMIT, ""));
        return Judgement.of(build);
    }

    /** As many functions, each with that many starts of two metrics, a few of them far out. */
    static Judgement large(Path folder, int functions, int starts) {
        StringBuilder yaml = new StringBuilder();
        String[] names = new String[functions];
        for (int f = 0; f < functions; f++) {
            names[f] = "function-" + f;
            yaml.append(names[f])
                    .append(": { package: a.zip, sampling: { max: ")
                    .append(starts)
                    .append(" }, budgets: { init_duration: { max: 30s }, max_memory: { max: 1GB } } }\n");
        }
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, yaml.toString()));
        build.accept(Records.run(names));
        Random random = new Random(5);
        for (String name : names) {
            for (int i = 1; i <= starts; i++) {
                double tail = i % 97 == 0 ? 40 : 1;
                build.accept(new ResultsRecord.Sampled(
                        start(name, Arm.CANDIDATE, 0, i, tail * Math.exp(random.nextGaussian() / 4) * 40 * MILLI)));
            }
            build.accept(new ResultsRecord.SeriesEnded(name, 1, Ending.COMPLETE, ""));
        }
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    /** Results of a load test and of a benchmark whose throughput must stay high, and a file that could not be read. */
    static Judgement ofOtherTools() {
        ToolResults.Source gatling = new ToolResults.Source(Tool.GATLING, "target/<b>gatling</b>");
        ToolResults.Source jmh = new ToolResults.Source(Tool.JMH, "jmh.json");
        ToolResults.Source broken = new ToolResults.Source(Tool.K6, "k6.json");
        SeriesId checkout = new SeriesId("checkout <i>", "", "");
        SeriesId parse = new SeriesId("io.shop.Parse", "n=1", "thrpt");
        double[] latencies = new double[120];
        Arrays.setAll(latencies, i -> i == 7 ? Double.POSITIVE_INFINITY : (80 + i % 20) * MILLI);
        double[] throughputs = new double[60];
        Arrays.setAll(throughputs, i -> 600_000 + i % 7 * 1000);
        GateEvaluation build = new GateEvaluation(new GatePlan(
                List.of(),
                List.of(
                        check(
                                gatling,
                                checkout,
                                new BudgetRule.Quantile("p90", .9),
                                false,
                                120 * MILLI,
                                ValueUnit.TIME),
                        check(jmh, parse, new BudgetRule.Quantile("p50", .5), true, 610_000, ValueUnit.RATE),
                        check(broken, new SeriesId("*", "", ""), new BudgetRule.Max(), false, MILLI, ValueUnit.TIME)),
                Optional.empty()));
        build.accept(Records.run());
        accept(
                build,
                new ToolResults(
                        gatling,
                        Map.of("version", "3.15.1"),
                        List.of("one request failed"),
                        List.of(new ToolSeries(
                                checkout, true, ValueUnit.TIME, Better.LOWER, SampleValues.of(latencies))),
                        Optional.empty()));
        accept(
                build,
                new ToolResults(
                        jmh,
                        Map.of(),
                        List.of(),
                        List.of(new ToolSeries(
                                parse, true, ValueUnit.RATE, Better.HIGHER, SampleValues.of(throughputs))),
                        Optional.empty()));
        accept(build, ToolResults.broken(broken, "k6.json: no such file"));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    private static void accept(GateEvaluation build, ToolResults results) {
        ToolResultsRecords.of(results).forEach(build::accept);
    }

    private static ResultCheck check(
            ToolResults.Source source, SeriesId id, BudgetRule rule, boolean atLeast, double limit, ValueUnit unit) {
        return new ResultCheck(
                source,
                id,
                rule,
                new ResultLimit(atLeast, limit, unit, ""),
                .01,
                .05,
                new Location("thresholds.yaml", 40, 3),
                OnInconclusive.WARN);
    }

    private static Start start(String function, Arm arm, int round, int number, double initNanos) {
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("unpack", 0.0);
        phases.put("sandbox", 2 * MILLI);
        phases.put("init", initNanos);
        phases.put("handler", .5 * MILLI);
        Map<Metric, Double> values = Map.of(
                Metric.INIT_DURATION,
                initNanos,
                Metric.INIT_CPU,
                initNanos / 2,
                Metric.MAX_MEMORY,
                (10 + number % 3) * MEGA);
        return Start.builder()
                .function(function)
                .arm(arm)
                .round(round)
                .number(number)
                .atMillis(1_700_000_000_000L + number)
                .values(values)
                .waitNanos(OptionalDouble.of(.1 * MILLI))
                .phases(phases)
                .proof("new process")
                .environment("env-" + arm + number)
                .build();
    }

    /** A run that was cut off before its first sample. */
    static Judgement withoutASample(Path folder) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { p95: 1ms } } }"));
        build.accept(Records.run("hello"));
        return Judgement.of(build);
    }
}
