package io.coldgate.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.github.RenderedOnGitHub;
import io.coldgate.report.ExplainedJudgements;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.Breakdown;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.Start;
import io.coldgate.unit.Dimension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report as a summary and as a comment. */
class ShownReportTest {
    private static final Links LINKS = new Links(
            Optional.of("https://github.com/o/r/actions/runs/7"),
            "job summary",
            Optional.of("https://github.com/o/r/actions/runs/7/artifacts/8"),
            "0123456789ab");

    @TempDir
    Path folder;

    private ReportDocument read(String json) throws Exception {
        return ReportReader.read(Files.write(folder.resolve("report.json"), json.getBytes(StandardCharsets.UTF_8)));
    }

    private ReportDocument read(Judgement judgement, int exitCode) throws Exception {
        return read(JsonReport.render(judgement, exitCode));
    }

    @Test
    void looksLikeThis() throws Exception {
        ReportDocument report = read(ReportSamples.ofEverything(folder), 1);
        Golden.assertSame(getClass(), "comment.md", new MarkdownReport(report, LINKS, StickyComment.room()).render());
    }

    @Test
    void namesNoPlatformWhereNothingWasStarted() throws Exception {
        String json = JsonReport.render(ReportSamples.ofEverything(folder), 1)
                .replace("\"platform\" : \"embedded\"", "\"platform\" : \"none\"");
        assertThat(new MarkdownReport(read(json), LINKS, StickyComment.room()).render())
                .contains(" cold starts\n")
                .doesNotContain(" on none");
    }

    @Test
    void looksLikeThisWhenThereIsNoVerdict() {
        String log = "thresholds.yaml:8:29: wrong\n```\n<b>|@x\u001b[31m\n::error::a\ncoldgate: 1 error\n";
        Golden.assertSame(getClass(), "no-verdict.md", NoVerdict.render(2, log, LINKS, StickyComment.room()));
    }

    @Test
    @Tag("slow")
    void keepsToItsLimitWorstFirstAndSaysWhatIsLeftOut() throws Exception {
        ReportDocument report = read(ReportSamples.ofEverything(folder), 1);
        List<CheckEntry> many = new ArrayList<>();
        for (int i = 0; i < 1500; i++) {
            many.addAll(report.checks());
        }
        ReportDocument large = new ReportDocument(
                report.run(),
                report.verdict(),
                "",
                1,
                Optional.empty(),
                List.of(),
                List.of(),
                1,
                many,
                report.functions(),
                List.of(),
                List.of(),
                List.of());
        for (int limit : new int[] {StickyComment.room(), (1 << 20) - 1, 10_000}) {
            String text = new MarkdownReport(large, LINKS, limit).render();
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(limit / 2, limit);
            assertThat(text)
                    .contains(
                            "more lines are left out: [the run's files](https://github.com/o/r/actions/runs/7/artifacts/8) have all of them")
                    .contains("</details>")
                    .endsWith("</sub>\n");
            List<Integer> ranks = text.substring(text.indexOf("<summary>All"))
                    .lines()
                    .filter(line -> line.matches("\\| (\\*\\*FAIL|INCON|PASS).*"))
                    .map(line -> "*IP".indexOf(line.charAt(2)))
                    .toList();
            assertThat(ranks).hasSizeGreaterThan(10).isSorted();
        }
    }

    @Test
    void letsNothingThroughThatIsMoreThanText() throws Exception {
        String text = new MarkdownReport(read(ReportSamples.hostile(folder), 1), LINKS, StickyComment.room()).render();
        assertThat(text)
                .doesNotContain("<img", "<script", "<b>", "\u001b", "\u202e", "\u0007")
                .doesNotContainPattern("(?m)^::");
        // The commit is ours, and GitHub may make a link of it.
        new RenderedOnGitHub(text.replace("0123456789ab", ""))
                .requireLinksTo("https://github.com/o/r/")
                .requireTextOnly();
        // Ours only.
        assertThat(text.replaceAll("</?(details|summary|sub)>", "")).doesNotContain("<");
    }

    @Test
    void anExplainedFailureLooksLikeThis() throws Exception {
        ReportDocument report = read(ExplainedJudgements.twoFunctions(folder), 1);
        Golden.assertSame(getClass(), "explained.md", new MarkdownReport(report, LINKS, StickyComment.room()).render());
    }

    @Test
    void anExplanationTakesFiveLinesAtMost() throws Exception {
        String json = JsonReport.render(ExplainedJudgements.twoFunctions(folder), 1)
                .replaceAll(
                        "\"summary\" : \\[\\s*(?=\")",
                        "$0\"> a quotation @team\", \"1\", \"2\", \"3\", \"4\", \"5\", ");
        String text = new MarkdownReport(read(json), LINKS, StickyComment.room()).render();
        assertThat(block(text))
                .hasSize(10)
                .containsSubsequence(
                        "- **checkout**: &gt; a quotation `@team`", "  - │ 1", "  - │ 2", "  - │ 3", "  - │ 4")
                .noneMatch(line -> line.endsWith("5"));
        new RenderedOnGitHub(text.replace("0123456789ab", ""))
                .requireLinksTo("https://github.com/o/r/")
                .requireTextOnly();
    }

    private static List<String> block(String text) {
        return text.lines()
                .dropWhile(line -> !line.startsWith("**Why it takes that long**"))
                .skip(2)
                .takeWhile(line -> !line.isEmpty())
                .toList();
    }

    @Test
    void anExplanationIsCutWithTheRestOfTheComment() throws Exception {
        ReportDocument report = read(ExplainedJudgements.twoFunctions(folder), 1);
        String whole = new MarkdownReport(report, LINKS, StickyComment.room()).render();
        int before = whole.substring(0, whole.indexOf("- **checkout**: init")).getBytes(StandardCharsets.UTF_8).length;
        int limit = before + 2_000 + 450;
        String text = new MarkdownReport(report, LINKS, limit).render();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(limit);
        assertThat(block(text)).hasSizeBetween(1, 8);
        assertThat(text)
                .contains(
                        "more lines are left out: [the run's files](https://github.com/o/r/actions/runs/7/artifacts/8) have all of them")
                .endsWith("</sub>\n");
        String none = new MarkdownReport(report, LINKS, before + 1_900).render();
        assertThat(none).doesNotContain("Why it takes that long").endsWith("</sub>\n");
    }

    @Test
    void noExplanationIsMoreThanText() throws Exception {
        String text =
                new MarkdownReport(read(ExplainedJudgements.hostile(folder), 1), LINKS, StickyComment.room()).render();
        assertThat(block(text)).hasSizeBetween(3, 5);
        new RenderedOnGitHub(text.replace("0123456789ab", ""))
                .requireLinksTo("https://github.com/o/r/")
                .requireTextOnly();
        assertThat(text.replaceAll("</?(details|summary|sub)>", "")).doesNotContain("<");
    }

    @Test
    void whatPassesIsNotExplained() throws Exception {
        String json = JsonReport.render(ExplainedJudgements.twoFunctions(folder), 1)
                .replace("\"verdict\" : \"FAIL\"", "\"verdict\" : \"PASS\"");
        assertThat(new MarkdownReport(read(json), LINKS, StickyComment.room()).render())
                .doesNotContain("Why it takes that long");
    }

    @Test
    void adviceNamesWhatWasFoundElseWhatToDoElseWhatTakesMost() throws Exception {
        String json = JsonReport.render(ExplainedJudgements.twoFunctions(folder), 1);
        assertThat(advice(json, "checkout"))
                .contains("The init of github.com/santhosh-tekuri/jsonschema/v6 (new) takes 2.65 ms more, imported at"
                        + " services/checkout/audit/a.go:7. To do: cut the import at services/checkout/audit/a.go:7");
        assertThat(advice(json, "search")).contains(" To do: compile on first use");
        String without = json.replaceAll("(?s)\"advice\" : \\[.*?\\],\\s+\"starts\"", "\"advice\" : [ ], \"starts\"");
        assertThat(advice(without, "search"))
                .contains("The most expensive init is that of main, 9.00 ms at search/tables.go:12: do that work only"
                        + " when it is needed.");
        String unexplained = json.replace("\"arm\" : \"candidate\"", "\"arm\" : \"nobody\"");
        assertThat(advice(unexplained, "search"))
                .endsWith("`coldgate explain search` names the packages and lines of its init.");
    }

    @Test
    void adviceBlamesNoPackageWhoseInitTakesLessTime() throws Exception {
        String json = JsonReport.render(ExplainedJudgements.twoFunctions(folder), 1)
                .replace("\"deltaNs\" : 2650000", "\"deltaNs\" : -120000");
        assertThat(json).contains("\"deltaNs\" : -120000");
        assertThat(advice(json, "checkout"))
                .contains("The init of example.com/tiny (v0.0.25 → v0.0.27) takes 210 us more.");
    }

    @Test
    void aFunctionThatStartsEveryTimeIsToldWhichValueItLacks() throws Exception {
        GateEvaluation build = new GateEvaluation(Plans.plan(folder, """
                shop:
                  package: a.zip
                  metrics: [{ name: ready, from: "json:/ready", unit: ms }]
                  warm: { invocations: 2 }
                  budgets: { ready: { p50: 20ms }, warm_duration: { p50: 20ms } }
                """));
        build.accept(Records.run("shop"));
        Map<Metric, String> missed = Map.of(
                Metric.own("ready", Dimension.TIME, false), "nothing there", Metric.WARM_DURATION, "it timed out");
        for (int i = 1; i <= 60; i++) {
            boolean lacks = i % 10 != 0;
            build.accept(new ResultsRecord.Sampled(Start.builder()
                    .function("shop")
                    .number(i)
                    .atMillis(i)
                    .values(
                            lacks
                                    ? Map.of()
                                    : Map.of(
                                            Metric.own("ready", Dimension.TIME, false), 1e6, Metric.WARM_DURATION, 1e6))
                    .missed(lacks ? missed : Map.of())
                    .proof("new process")
                    .environment("env-" + i)
                    .build()));
        }
        build.accept(new ResultsRecord.SeriesEnded("shop", 1, Ending.COMPLETE, ""));
        build.accept(new ResultsRecord.End(9, Ending.COMPLETE, ""));

        String text = new MarkdownReport(read(Judgement.of(build), 1), LINKS, StickyComment.room()).render();

        assertThat(text)
                .contains("The function must report own\\[ready\\] in every start.")
                .contains("Every start must have a value of warm\\_duration: make all its invocations succeed.")
                .doesNotContain("Make it start");
    }

    @Test
    void adviceOnAComparisonNamesThePhaseThatGrew() {
        FunctionEntry compared = entry(init(9e6), init(6e6, 7e6));
        assertThat(SeenPhases.growth(compared))
                .contains("Most of the increase is in the phase init: 7.00 ms -> 10.0 ms (its CPU time 6.00 ms ->"
                        + " 9.00 ms).");
        assertThat(SeenPhases.growth(entry(init(9e6), init(9e6)))).isEmpty();
    }

    @Test
    void functionsOfJoinedRunsAreRepeatedWithTheirOwnSeeds() throws Exception {
        String json = JsonReport.render(ReportSamples.ofEverything(folder), 1)
                .replace("\"thresholds\" :", "\"otherSeeds\" : { \"slow\" : 77 }, \"thresholds\" :");
        assertThat(new MarkdownReport(read(json), LINKS, StickyComment.room()).render())
                .contains("""
                            coldgate check --function flaky,good,broken,quiet,open --platform embedded --seed 42
                            coldgate check --function slow --platform embedded --seed 77
                        """)
                .contains("seed 42, 77</sub>");
    }

    @Test
    void noAdviceSaysWhatIsTrueOfEveryFunction() throws Exception {
        String json = JsonReport.render(ReportSamples.ofEverything(folder), 1);
        assertThat(new MarkdownReport(read(json), LINKS, StickyComment.room()).render())
                .contains("**What to do**")
                .doesNotContain("Do less before", "Look at what", "if it is worth it", "more headroom");
    }

    private static FunctionEntry entry(Breakdown now, Breakdown then) {
        return new FunctionEntry(
                "checkout",
                "",
                10,
                Optional.empty(),
                Map.of(),
                "complete",
                "",
                0,
                Optional.empty(),
                Optional.of(now),
                Optional.of(then));
    }

    @Test
    void adviceSaysWhetherAnInitComputesOrWaits() {
        assertThat(SeenPhases.init(init(9e6))).contains("Of 10.0 ms of init, 9.00 ms are CPU time: it computes.");
        assertThat(SeenPhases.init(init(1e6)))
                .contains("Of 10.0 ms of init, 1.00 ms are CPU time: it waits, for files, the network or a core.");
        assertThat(SeenPhases.longest(init(1e6))).contains("Of 12.0 ms, the phase init takes 10.0 ms.");
    }

    private static Breakdown init(double cpu) {
        return init(cpu, 10e6);
    }

    private static Breakdown init(double cpu, double init) {
        return new Breakdown(
                Map.of("init", init, "handler", 2e6),
                OptionalDouble.of(cpu),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private String advice(String json, String function) throws Exception {
        return new MarkdownReport(read(json), LINKS, StickyComment.room())
                .render()
                .lines()
                .dropWhile(line -> !line.equals("**What to do**"))
                .filter(line -> line.startsWith("- **" + function + " init\\_duration"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofAStrangerIsReadStrictly() throws Exception {
        String good = JsonReport.render(ReportSamples.ofEverything(folder), 1);
        assertThat(read(good).checks()).hasSize(14);
        refused(good.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"), "no report of version 1");
        refused(good.replace("\"verdict\" : \"FAIL\"", "\"verdict\" : \"FINE\""), "no verdict: \"FINE\"");
        refused(good.replace("\"explanation\" : \"zip is", "\"explanation\" : 7, \"x\" : \"zip is"), "is not a text");
        refused(good.substring(0, 300), "cut off in the middle: copy the whole file, or run coldgate check");
        refused("[".repeat(5000) + "]".repeat(5000), "not JSON");
        refused(good + "{}", "not JSON");
        refused("{\"schemaVersion\":1,\"schemaVersion\":1}", "not JSON");
        refused("null", "no report of version 1");
        refused(good.replace("\"checks\" : [", "\"checks\" : 3, \"more\" : ["), "is no list");
        refused(good.replace("\"checks\" : [", "\"explanations\" : 3, \"checks\" : ["), "\"explanations\" is no list");
        refused(
                good.replace("\"checks\" : [", "\"explanations\" : [ { \"function\" : 3 } ], \"checks\" : ["),
                "\"function\" is not a text");
        refused(" ".repeat(ReportReader.LARGEST) + good, "larger than 8 MB");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> ReportReader.read(link)).hasMessageContaining("no such file");
    }

    @Test
    void aReportThatIsTornIsRefusedAtItsLine() {
        assertThatThrownBy(() -> read("{\n  \"schemaVersion\" : ~"))
                .isInstanceOfSatisfying(
                        ReportFormatException.class,
                        e -> assertThat(e.problem().place().orElseThrow()).matches(".*\\.json:2:\\d+"));
    }

    private void refused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ReportFormatException.class)
                .hasMessageContaining(message);
    }
}
