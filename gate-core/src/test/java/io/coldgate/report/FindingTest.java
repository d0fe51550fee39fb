package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.forge.Links;
import io.coldgate.forge.MarkdownReport;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.report.document.ReportReader;
import io.coldgate.report.html.HtmlReport;
import io.coldgate.sample.Arm;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsReader;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.ResultsWriter;
import io.coldgate.sample.RunHeader;
import io.coldgate.sample.Start;
import io.coldgate.unit.Dimension;
import io.coldgate.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the headlines say of a build that is undecided: why, which way it leans, and what to do. */
class FindingTest {
    private static final double MILLI = 1e6;
    private static final String P50 = "hello: { package: a.zip, budgets: { init_duration: { p50: 20ms } } }";
    private static final String BUSY =
            "the host was busy: hello init_duration p50 is over only with the time that starts waited for a core";

    @TempDir
    private Path folder;

    private GateEvaluation build() {
        return new GateEvaluation(Plans.plan(folder, P50));
    }

    private static List<ResultsRecord> busy() {
        List<ResultsRecord> records = new ArrayList<>(List.of(Records.run("hello")));
        for (int i = 1; i <= 100; i++) {
            records.add(Records.waited("hello", i, 30 * MILLI, 20 * MILLI));
        }
        return ended(records);
    }

    /** Two of three starts are over: too few for FAIL at the cap's evidence, too many for chance. */
    private static List<ResultsRecord> leaning() {
        List<ResultsRecord> records = new ArrayList<>(List.of(Records.run("hello")));
        for (int i = 1; i <= 60; i++) {
            records.add(Records.sample("hello", i, (i * 7 % 10 < 7 ? 30 : 10) * MILLI));
        }
        return ended(records);
    }

    @Test
    void aFailureOfCpuTimeThatNeighboursCouldExplainSaysSo() {
        String explained = "the host was busy: hello init_cpu p50 is over by no more than the 20 % of CPU time that"
                + " neighbours can cost: run again when it has less to do";
        assertThat(ofCpu(23, 20).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ofCpu(23, 20).finding()).isEqualTo(explained);
        assertThat(ofCpu(25, 20).finding()).isEmpty();
        assertThat(ofCpu(23, 1).finding()).isEmpty();
        assertThat(ofCpu(19, 20).finding()).isEmpty();
    }

    /** A budget of 20 ms on the CPU time; each start takes that much of it, and waits so long for a core. */
    private Judgement ofCpu(double cpuMillis, double waitMillis) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_cpu: { p50: 20ms } } }"));
        build.accept(Records.run("hello"));
        for (int i = 1; i <= 60; i++) {
            build.accept(new ResultsRecord.Sampled(Start.builder()
                    .function("hello")
                    .number(i)
                    .atMillis(i)
                    .values(Map.of(
                            Metric.INIT_DURATION, 30 * MILLI, Metric.INIT_CPU, (cpuMillis + i % 7 / 100.0) * MILLI))
                    .waitNanos(OptionalDouble.of(waitMillis * MILLI))
                    .proof("initialization-type")
                    .environment("e" + i)
                    .build()));
        }
        build.accept(new ResultsRecord.End(61, Ending.COMPLETE, ""));
        return Judgement.of(build);
    }

    @Test
    void whereMoreIsBetterLessIsWorse() {
        List<CheckResult> leaning = rates(7).results();
        assertThat(Finding.of(leaning.subList(0, 1))).contains("shop own[rate] p50: probably below its budget (");
        assertThat(Finding.of(leaning.subList(1, 2))).contains("shop own[rate] p50: probably less (");
        assertThat(rates(10).results())
                .extracting(CheckResult::explanation)
                .containsExactly("p50 < 100 proven", "p50 below -10 % of baseline proven");
    }

    /** A metric of which more is better; so many of ten values of the candidate are far below the baseline's. */
    private Judgement rates(int low) {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                shop:
                  package: a.zip
                  metrics: [{ name: rate, from: "log:/rate=([0-9]+)/", better: higher }]
                  baseline: { memory: 1024MB }
                  budgets: { rate: { p50: 100 } }
                  regression: { rate: { p50: -10% } }
                """));
        Metric rate = Metric.own("rate", Dimension.COUNT, true);
        build.accept(Records.run("shop"));
        for (int i = 1; i <= 60; i++) {
            for (Arm arm : Arm.values()) {
                build.accept(new ResultsRecord.Sampled(Start.builder()
                        .function("shop")
                        .arm(arm)
                        .round(i)
                        .number(i)
                        .atMillis(2L * i + arm.ordinal())
                        .values(Map.of(rate, arm == Arm.BASELINE ? 120.0 : i * 7 % 10 < low ? 50.0 : 130.0))
                        .proof("new process")
                        .environment(arm.key() + i)
                        .build()));
            }
        }
        build.accept(new ResultsRecord.SeriesEnded("shop", 2, Ending.TIME_LIMIT, ""));
        build.accept(new ResultsRecord.End(9, Ending.TIME_LIMIT, ""));

        return Judgement.of(build);
    }

    private static List<ResultsRecord> ended(List<ResultsRecord> records) {
        records.add(new ResultsRecord.SeriesEnded("hello", 1, Ending.TIME_LIMIT, ""));
        records.add(new ResultsRecord.End(1, Ending.TIME_LIMIT, ""));
        return records;
    }

    private Judgement judged(List<ResultsRecord> records) {
        GateEvaluation build = build();
        records.forEach(build::accept);
        return Judgement.of(build);
    }

    private String comment(Judgement judgement) throws Exception {
        Path report = Files.write(
                folder.resolve("report.json"), JsonReport.render(judgement, 0).getBytes(StandardCharsets.UTF_8));
        return new MarkdownReport(
                        ReportReader.read(report), new Links(Optional.empty(), "", Optional.empty(), ""), 60_000)
                .render();
    }

    @Test
    void aBusyHostStandsInEveryHeadlineAndTheAdviceFollowsIt() throws Exception {
        Judgement judgement = judged(busy());

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.finding()).isEqualTo(BUSY);
        assertThat(lastLine(new TextReport(false).render(judgement)))
                .startsWith("INCONCLUSIVE: " + BUSY + "; 1 check: ");
        assertThat(MarkdownSummary.render(judgement))
                .startsWith("## Coldgate: INCONCLUSIVE: the host was busy: hello ");
        assertThat(HtmlReport.render(judgement, 0, List.of("results.jsonl")))
                .contains("The host was busy: hello init_duration p50 is over only");
        assertThat(comment(judgement))
                .startsWith("### ⚠️ Coldgate: INCONCLUSIVE, 1 of 1 check undecided: the host was busy: hello ")
                .contains("run again when the host has less to do")
                .doesNotContain("CPU time", "coldgate explain");
    }

    @Test
    void aPackageOlderThanItsCodeStandsInEveryHeadlineOfAPass() throws Exception {
        String old = "old code may have been measured: the package of hello is older than lib/lib.go";
        Judgement judgement = judged(passing(Map.of("hello", "lib/lib.go")));

        assertThat(judgement.verdict()).isEqualTo(Verdict.PASS);
        assertThat(judgement.finding()).isEqualTo(old);
        assertThat(lastLine(new TextReport(false).render(judgement))).startsWith("PASS: " + old + "; 1 check: ");
        assertThat(MarkdownSummary.render(judgement)).startsWith("## Coldgate: PASS: old code may have been measured");
        assertThat(HtmlReport.render(judgement, 0, List.of("results.jsonl"))).contains("Old code may have been");
        assertThat(comment(judgement)).contains("within budget: old code may have been measured: the package of hello");
        assertThat(judged(passing(Map.of("hello", "a.go", "two", "a.go"))).finding())
                .isEqualTo("old code may have been measured: 2 packages are older than a.go");
        assertThat(judged(passing(Map.of("hello", "a.go", "two", "b.go"))).finding())
                .isEqualTo("old code may have been measured: 2 packages are older than a.go and other files");
    }

    private static List<ResultsRecord> passing(Map<String, String> stale) {
        RunHeader header =
                Records.run("hello").header().toBuilder().stale(stale).build();
        List<ResultsRecord> records = new ArrayList<>(List.of(new ResultsRecord.Run(header)));
        for (int i = 1; i <= 12; i++) {
            records.add(Records.sample("hello", i, 10 * MILLI));
        }
        return ended(records);
    }

    @Test
    void theSameIsSaidWhenTheRunIsJudgedAgain() throws Exception {
        Path file = folder.resolve("results.jsonl");
        try (ResultsWriter writer = ResultsWriter.create(file)) {
            for (ResultsRecord entry : busy()) {
                writer.write(entry);
            }
        }
        GateEvaluation again = build();
        new ResultsReader("results.jsonl").read(file, again::accept);

        assertThat(Judgement.of(again).finding()).isEqualTo(BUSY);
        assertThat(Judgement.of(again).results()).isEqualTo(judged(busy()).results());
    }

    @Test
    void aCheckThatLeansTowardsItsLimitIsNoQuietGreen() throws Exception {
        Judgement judgement = judged(leaning());

        assertThat(judgement.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(judgement.finding())
                .matches("hello init_duration p50: probably over its budget \\(\\d+ : 1\\), not proven: run more with a"
                        + " longer --time-limit");
        assertThat(lastLine(new TextReport(false).render(judgement)))
                .startsWith("INCONCLUSIVE: hello init_duration p50: probably over its budget (");
        assertThat(comment(judgement)).contains("1 of 1 check undecided: hello init\\_duration p50: probably over");
    }

    @Test
    void whatIsDecidedOrLeansNowhereHasNothingToAdd() {
        List<ResultsRecord> passing = new ArrayList<>(List.of(Records.run("hello")));
        List<ResultsRecord> open = new ArrayList<>(List.of(Records.run("hello")));
        for (int i = 1; i <= 12; i++) {
            passing.add(Records.waited("hello", i, 10 * MILLI, 5 * MILLI));
            open.add(Records.sample("hello", i, (i % 2 == 0 ? 30 : 10) * MILLI));
        }

        assertThat(judged(ended(passing)).finding()).isEmpty();
        assertThat(judged(ended(open)).finding()).isEmpty();
    }

    private static String lastLine(String text) {
        return text.lines().reduce((earlier, later) -> later).orElseThrow();
    }
}
