package io.coldgate.report;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.fixture.ToolSeriesMaker;
import io.coldgate.gate.Acceptances;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.gate.ResultDemands;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Failure;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Rejection;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsRecords;
import io.coldgate.thresholds.Thresholds;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds of every kind, for the reports. */
public final class Judgements {
    private static final double MILLI = 1e6;

    private Judgements() {}

    /** PASS, FAIL, INCONCLUSIVE, could not measure, failed starts, rejected attempts, a busy host, a package. */
    public static Judgement ofEverything(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                good:
                  package: a.zip
                  budgets: { init_duration: { p50: 20ms, p95: 30ms }, max_memory: { max: 96MB } }
                  artifact: { zip: 10MB, files: 1, stripped: true, static: true }
                slow: { package: a.zip, budgets: { init_duration: { p50: 20ms, max: 25ms } } }
                open: { package: a.zip, on-inconclusive: fail, budgets: { init_duration: { p90: 20ms } } }
                quiet: { package: a.zip, on-inconclusive: pass, budgets: { init_duration: { p90: 20ms } } }
                broken: { package: a.zip, budgets: { init_duration: { p95: 20ms } }, artifact: { zip: 1kB } }
                flaky: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }
                """));
        build.accept(new ResultsRecord.Run(
                Records.run("good", "slow", "open", "quiet", "broken", "flaky").header().toBuilder()
                        .commit(Optional.of("89abcdef".repeat(5)))
                        .build()));
        build.accept(
                new ResultsRecord.Artifact("good", Records.facts(4_000_000, Records.elf("bootstrap", true, false))));
        build.accept(new ResultsRecord.Artifact("broken", Records.facts(4_000_000)));
        good(build);
        slow(build);
        undecided(build, "open", 7);
        undecided(build, "quiet", 0);
        broken(build);
        flaky(build);
        build.accept(new ResultsRecord.End(
                9,
                Ending.COULD_NOT_MEASURE,
                "broken: 3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table"));
        return Judgement.of(build);
    }

    /**
     * A function, and results of other tools: every verdict, both directions, names that would be commands, a broken
     * file.
     */
    static Judgement ofResults(Path folder) {
        Thresholds thresholds = Plans.withResults(folder, "good: { package: a.zip, artifact: { zip: 10MB } }", """
                - jmh: target/jmh-result.json
                  budgets: { "p.B.*": { avgt: { p50: 2us }, thrpt: { p50: ">= 500 ops/ms" } } }
                - gatling: target/gatling
                  on-inconclusive: fail
                  budgets: { "*": { p95: 250ms, failed: 0%, max: 1s } }
                - { k6: summary.json, budgets: { http_req_duration: { p95: 300ms, failed: 1% } } }
                - { hyperfine: gone.json, budgets: { "*": { p50: 1s } } }
                """);
        List<ToolResults> read = List.of(
                ToolSeriesMaker.jmh(), ToolSeriesMaker.gatling(), ToolSeriesMaker.k6(), ToolSeriesMaker.broken());
        ResultDemands demands = ResultDemands.of(thresholds.results(), read);
        GateEvaluation build = new GateEvaluation(GatePlan.of(thresholds, demands.demands()));
        build.accept(Records.run("good"));
        read.forEach(results -> ToolResultsRecords.of(results).forEach(build::accept));
        build.accept(new ResultsRecord.Artifact("good", Records.facts(4_000_000)));
        build.accept(new ResultsRecord.SeriesEnded("good", 2, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    /**
     * Exceptions on the day: one that a failure needs, one that an open check needs, one that ran out, one that is no
     * longer needed, and one of a function that could not be measured.
     */
    public static Judgement ofAccepted(Path folder, LocalDate today) {
        Thresholds thresholds = Plans.withAccepted(folder, """
                slow: { package: a.zip, budgets: { init_duration: { p50: 20ms, max: 25ms } } }
                open: { package: a.zip, on-inconclusive: fail, budgets: { init_duration: { p90: 20ms } } }
                old: { package: a.zip, artifact: { zip: 1MB, files: 1 } }
                broken: { package: a.zip, budgets: { init_duration: { p95: 20ms } } }
                """, """
                - { function: slow, check: init_duration p50, owner: "@alice", reason: "TLS | <b>CG-12</b>", until: 2026-12-31 }
                - { function: slow, check: init_duration max, owner: "@alice", reason: CG-12, until: 2026-12-31 }
                - { function: open, check: init_duration p90, owner: "@bob", reason: moves to SnapStart, until: 2027-01-15 }
                - { function: old, check: artifact zip, owner: "@carol", reason: old SDK, until: 2026-10-31 }
                - { function: old, check: artifact files, owner: "@carol", reason: one file more, until: 2026-12-31 }
                - { function: broken, check: init_duration p95, owner: "@dave", reason: known, until: 2026-12-31 }
                """);
        GateEvaluation build = new GateEvaluation(GatePlan.of(thresholds).accepting(Acceptances.of(thresholds, today)));
        build.accept(Records.run("slow", "open", "old", "broken"));
        build.accept(
                new ResultsRecord.Artifact("old", Records.facts(4_000_000, Records.elf("bootstrap", true, false))));
        slow(build);
        undecided(build, "open", 7);
        broken(build);
        build.accept(new ResultsRecord.End(9, Ending.COULD_NOT_MEASURE, "broken: no start worked"));
        return Judgement.of(build);
    }

    /** The same where the exceptions leave nothing that fails. */
    public static Judgement ofAcceptedAlone(Path folder) {
        Thresholds thresholds = Plans.withAccepted(
                folder,
                "old: { package: a.zip, artifact: { zip: 1MB, files: 1 } }",
                "- { function: old, check: artifact zip, owner: \"@carol\", reason: old SDK, until: 2026-12-31 }");
        GateEvaluation build = new GateEvaluation(
                GatePlan.of(thresholds).accepting(Acceptances.of(thresholds, LocalDate.of(2026, 12, 31))));
        build.accept(Records.run("old"));
        build.accept(
                new ResultsRecord.Artifact("old", Records.facts(4_000_000, Records.elf("bootstrap", true, false))));
        build.accept(new ResultsRecord.SeriesEnded("old", 2, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    /** Budgets on counts, alone and against a baseline, some of them 0. */
    public static Judgement ofCounts(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                reads:
                  package: a.zip
                  baseline: { memory: 1024MB }
                  budgets:
                    major_faults: { p50: 0, max: 5000 }
                    init_sockets: { p50: 1 }
                    init_read_bytes: { p50: 64kB }
                  regression:
                    init_sockets: { p50: +1, p75: +100% }
                    major_faults: { p50: +2, p75: +10% }
                """));
        build.accept(Records.run("reads"));
        for (int round = 1; round <= 60; round++) {
            build.accept(new ResultsRecord.Sampled(reads(Arm.BASELINE, round, 1, 0)));
            build.accept(new ResultsRecord.Sampled(reads(Arm.CANDIDATE, round, 2, round % 20 == 0 ? 1500 : 0)));
        }
        build.accept(new ResultsRecord.SeriesEnded("reads", 2, Ending.TIME_LIMIT, ""));
        build.accept(new ResultsRecord.End(9, Ending.TIME_LIMIT, ""));
        return Judgement.of(build);
    }

    private static Start reads(Arm arm, int round, double sockets, double faults) {
        return Start.builder()
                .function("reads")
                .arm(arm)
                .round(round)
                .number(round)
                .atMillis(1_700_000_000_000L + 2L * round + arm.ordinal())
                .values(Map.of(
                        Metric.INIT_SOCKETS, sockets,
                        Metric.MAJOR_FAULTS, faults,
                        Metric.INIT_READ_BYTES, 6144.0))
                .waitNanos(OptionalDouble.empty())
                .proof("new process")
                .environment(arm.key() + round)
                .failure(Optional.empty())
                .build();
    }

    private static void good(GateEvaluation build) {
        build.accept(new ResultsRecord.Deployed("good", "coldgate-good-1", "sha"));
        build.accept(new ResultsRecord.Discarded(Records.start("good", 1, 1)));
        build.accept(new ResultsRecord.Rejected("good", 1, Rejection.WARM, ""));
        build.accept(new ResultsRecord.Rejected("good", 1, Rejection.CALL_FAILED, ""));
        for (int i = 1; i <= 300; i++) {
            Map<Metric, Double> values = Map.of(
                    Metric.INIT_DURATION, (4 + i % 10 / 10.0) * MILLI,
                    Metric.INIT_CPU, 3 * MILLI,
                    Metric.MAX_MEMORY, (20 + i % 3) * 1048576.0);
            Map<String, Double> phases = new LinkedHashMap<>();
            phases.put("unpack", 0.0);
            phases.put("init", values.get(Metric.INIT_DURATION));
            phases.put("handler", .5 * MILLI);
            build.accept(new ResultsRecord.Sampled(Start.builder()
                    .function("good")
                    .number(i)
                    .atMillis(i)
                    .values(values)
                    .waitNanos(OptionalDouble.of(3 * MILLI))
                    .phases(phases)
                    .proof("proof")
                    .environment("env-" + i)
                    .build()));
        }
        build.accept(new ResultsRecord.SeriesEnded("good", 1, Ending.COMPLETE, ""));
    }

    private static void slow(GateEvaluation build) {
        for (int i = 1; i <= 100; i++) {
            build.accept(Records.sample("slow", i, (24 + i % 20 / 10.0) * MILLI));
        }
        build.accept(new ResultsRecord.SeriesEnded("slow", 1, Ending.COMPLETE, ""));
    }

    private static void undecided(GateEvaluation build, String function, int n) {
        for (int i = 1; i <= n; i++) {
            build.accept(Records.sample(function, i, 10 * MILLI));
        }
        build.accept(new ResultsRecord.SeriesEnded(function, 1, Ending.TIME_LIMIT, "the time limit of 10m came first"));
    }

    private static void broken(GateEvaluation build) {
        Failure crash = new Failure(
                "Runtime.ExitError",
                "exit status 1",
                "panic: no table",
                List.of("panic: no table", "goroutine 1 [running]:", "main.main()", "\t/src/main.go:7 +0x1d"),
                Map.of());
        for (int i = 1; i <= 3; i++) {
            build.accept(new ResultsRecord.Discarded(Records.failed("broken", i, crash)));
        }
        build.accept(new ResultsRecord.SeriesEnded(
                "broken",
                1,
                Ending.COULD_NOT_MEASURE,
                "3 of 3 starts failed: Runtime.ExitError: exit status 1: panic: no table; fix its init, or give it what"
                        + " it needs (environment), and run again"));
    }

    private static void flaky(GateEvaluation build) {
        for (int i = 1; i <= 60; i++) {
            build.accept(
                    i % 5 == 0
                            ? Records.sample("flaky", i, 10 * MILLI)
                            : new ResultsRecord.Sampled(Records.failed("flaky", i, "Sandbox.Timedout", "3 s")));
        }
        build.accept(new ResultsRecord.SeriesEnded("flaky", 1, Ending.COMPLETE, ""));
    }

    /** What pull requests can write into files and functions can print, everywhere where a report takes it. */
    public static Judgement hostile(Path folder) {
        GateEvaluation build = new GateEvaluation(Plans.plan(
                folder,
                "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } }, artifact: { stripped: true } }"));
        build.accept(Records.run("hello"));
        build.accept(new ResultsRecord.Artifact(
                "hello",
                Records.facts(1, Records.elf("boot\u001b[2J|strap\n::error::x <img src=x>\u202e`", false, true))));
        Map<String, Double> phases = new LinkedHashMap<>();
        phases.put("a\n::warning::phase | <b>\u0007", 1e6);
        build.accept(new ResultsRecord.Sampled(Start.builder()
                .function("hello")
                .number(1)
                .atMillis(1)
                .values(Map.of(Metric.INIT_DURATION, 1e6))
                .phases(phases)
                .proof("p")
                .environment("e")
                .build()));
        Failure failure = new Failure(
                "T\u001b[31m|`<b>",
                "::error::m @someone #12 <img src=x>\n::error::n",
                "https://evil.example ##[error]",
                List.of(
                        "::warning::x",
                        "##[error]y",
                        "\u001b[2J<script>alert(1)</script> @someone www.evil.example",
                        "- [link](https://evil.example) `code`",
                        "| a | b\t\u202e \u0000 ]]> & \u2028 \ud800 end"),
                Map.of());
        build.accept(new ResultsRecord.Sampled(Records.failed("hello", 2, failure)));
        build.accept(new ResultsRecord.SeriesEnded(
                "hello",
                1,
                Ending.COULD_NOT_MEASURE,
                "x\u0000\u001b[31mred\n::set-output name=a::b\n  ::add-mask::c\n##[error]d\n"
                        + "| cell | <script>alert(1)</script> [link](https://evil.example) www.evil.example @someone"
                        + " `code` ]]> & \u2028 \ud800 end"));
        return Judgement.of(build);
    }
}
