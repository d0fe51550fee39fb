package io.coldgate.forge;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.report.JsonReport;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.FunctionEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportReader;
import io.coldgate.unit.RunSeeds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The comment on results of other tools, on many functions, and on runs that need options to be repeated. */
class ShownResultsTest {
    private static final Links NONE = new Links(Optional.empty(), "job", Optional.empty(), "");

    @TempDir
    private Path folder;

    private ReportDocument read(String json) throws Exception {
        return ReportReader.read(Files.write(folder.resolve("report.json"), json.getBytes(StandardCharsets.UTF_8)));
    }

    private ReportDocument results() throws Exception {
        return read(JsonReport.render(ReportSamples.ofResults(folder), 1));
    }

    private static String text(ReportDocument report) {
        return new MarkdownReport(report, NONE, StickyComment.room()).render();
    }

    private static ReportDocument of(ReportDocument report, ReportDocument.Run run, List<FunctionEntry> functions) {
        return new ReportDocument(
                run,
                report.verdict(),
                report.finding(),
                report.exitCode(),
                report.part(),
                report.notMeasured(),
                report.problems(),
                report.coldStarts(),
                report.checks(),
                functions,
                report.results(),
                report.explanations(),
                report.shared());
    }

    private static ReportDocument.Run run(String platform, String file, RunSeeds seeds) {
        return new ReportDocument.Run("1", "complete", 0, platform, seeds, file, "", Optional.empty(), Map.of());
    }

    @Test
    void aVerdictOnResultsAloneRestsOnNoColdStarts() throws Exception {
        ReportDocument report = results();
        ReportDocument alone =
                of(report, run("none", "thresholds.yaml", report.run().seeds()), List.of());

        assertThat(text(alone))
                .contains("not measured; results of jmh, gatling, k6, hyperfine\n")
                .doesNotContain("cold starts")
                .contains("    coldgate check --results-only --seed 42\n");
        assertThat(text(report)).contains("0 cold starts on embedded; results of jmh, gatling, k6, hyperfine\n");
    }

    @Test
    void adviceOnResultsIsAboutTheirTool() throws Exception {
        assertThat(text(results()))
                .contains("gone.json: no such file: run hyperfine first. Nothing was decided: have the tool write whole"
                        + " results, then run again.")
                .doesNotContain("make it start", "sampling.max");
    }

    @Test
    void aRunIsRepeatedWithItsFileItsPlatformAndItsPart() throws Exception {
        ReportDocument report = read(JsonReport.render(ReportSamples.ofEverything(folder), 1));
        RunSeeds seeds = new RunSeeds(7, Map.of());

        assertThat(text(of(report, run("aws", "ci/it's.yaml", seeds), report.functions())))
                .contains("    coldgate check -f 'ci/it'\\''s.yaml' --function flaky,slow,good,broken,quiet,open"
                        + " --platform aws --seed 7\n");
        assertThat(text(of(report, run("aws", "a\n## b", seeds), report.functions())))
                .contains(" -f 'a\\n## b' ");
    }

    @Test
    void whatIsLeftOutOfAListIsCounted() throws Exception {
        ReportDocument report = read(JsonReport.render(ReportSamples.ofEverything(folder), 1));
        FunctionEntry broken = report.functions().stream()
                .filter(function -> function.failures().isPresent())
                .findFirst()
                .orElseThrow();
        List<FunctionEntry> many = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            many.add(broken);
        }

        assertThat(text(of(report, report.run(), many))).contains("- … 3 more: report.json has all of them\n");
        Links page = new Links(Optional.of("https://ci.example/1"), "job summary", Optional.empty(), "");
        assertThat(new MarkdownReport(of(report, report.run(), many), page, StickyComment.room()).render())
                .as("the summary does not send its reader to itself")
                .contains("- … 3 more: report.json has all of them\n");
        assertThat(text(of(report, report.run(), many.subList(0, 8))).split("- … "))
                .hasSize(2);
    }

    @Test
    void aLogOfSignsThatNeedSixLettersFitsIntoAComment() {
        String log = ("\u0001".repeat(400) + "\n").repeat(60) + "the last line\n";

        String text = NoVerdict.render(4, log, NONE, StickyComment.room());

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThan(StickyComment.room());
        assertThat(text).contains("    the last line\n").hasSizeGreaterThan(40_000);
    }

    @Test
    void oneLineThatIsLeftOutIsOneLine() {
        BoundedMarkdown out = new BoundedMarkdown(NONE, 2_020);
        out.section("", List.of("short\n", "a line that has no room\n"), "");
        assertThat(out.toString()).contains("… 1 more line is left out: report.json has all of them");
    }
}
