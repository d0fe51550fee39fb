package io.coldgate.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coldgate.fixture.Golden;
import io.coldgate.report.JsonReport;
import io.coldgate.report.Judgement;
import io.coldgate.report.ReportSamples;
import io.coldgate.report.document.CheckEntry;
import io.coldgate.report.document.ReportDocument;
import io.coldgate.report.document.ReportFormatException;
import io.coldgate.report.document.ReportReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report as a summary and as a comment. */
class ShownReportTest {
    private static final Links LINKS = new Links(
            Optional.of("https://github.com/o/r/actions/runs/7"),
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
        Golden.assertSame(getClass(), "no-verdict.md", NoVerdict.render(2, log, LINKS));
    }

    @Test
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
                List.of());
        for (int limit : new int[] {StickyComment.room(), RunnerFiles.LARGEST_SUMMARY - 1, 10_000}) {
            String text = new MarkdownReport(large, LINKS, limit).render();
            assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(limit / 2, limit);
            assertThat(text)
                    .contains(
                            "more lines: [the run's files](https://github.com/o/r/actions/runs/7/artifacts/8) have all")
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
    void ofAStrangerIsReadStrictly() throws Exception {
        String good = JsonReport.render(ReportSamples.ofEverything(folder), 1);
        assertThat(read(good).checks()).hasSize(14);
        refused(good.replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2"), "no report of version 1");
        refused(good.replace("\"verdict\" : \"FAIL\"", "\"verdict\" : \"FINE\""), "no verdict: \"FINE\"");
        refused(good.replace("\"explanation\" : \"zip is", "\"explanation\" : 7, \"x\" : \"zip is"), "is not a text");
        refused(good.substring(0, 300), "not JSON");
        refused("[".repeat(5000) + "]".repeat(5000), "not JSON");
        refused(good + "{}", "not JSON");
        refused("{\"schemaVersion\":1,\"schemaVersion\":1}", "not JSON");
        refused("null", "no report of version 1");
        refused(good.replace("\"checks\" : [", "\"checks\" : 3, \"more\" : ["), "is no list");
        refused(" ".repeat(ReportReader.LARGEST) + good, "larger than 8 MB");
        Path link = Files.createSymbolicLink(folder.resolve("link.json"), Path.of("/etc/hostname"));
        assertThatThrownBy(() -> ReportReader.read(link)).hasMessageContaining("no such file");
    }

    private void refused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ReportFormatException.class)
                .hasMessageContaining(message);
    }
}
