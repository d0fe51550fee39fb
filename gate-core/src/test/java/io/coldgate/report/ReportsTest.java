package io.coldgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.html.HtmlReport;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.Ending;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

@Isolated("it changes the locale of the JVM")
class ReportsTest {
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void sameLocaleAgain() {
        Locale.setDefault(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab", "tr-TR"})
    void everyReportIsSealedAndTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Judgement judgement = Judgements.ofEverything(folder);

        Golden.assertSame(ReportsTest.class, "report.txt", new TextReport(false).render(judgement));
        Golden.assertSame(ReportsTest.class, "summary.md", MarkdownSummary.render(judgement));
        Golden.assertSame(ReportsTest.class, "report.json", JsonReport.render(judgement, 1));
        Golden.assertSame(ReportsTest.class, "junit.xml", JUnitReport.render(judgement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE"})
    void reportsOnResultsOfOtherToolsAreSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Judgement judgement = Judgements.ofResults(folder);

        Golden.assertSame(ReportsTest.class, "results.txt", new TextReport(false).render(judgement));
        Golden.assertSame(ReportsTest.class, "results.md", MarkdownSummary.render(judgement));
        Golden.assertSame(ReportsTest.class, "results.json", JsonReport.render(judgement, 1));
        Golden.assertSame(ReportsTest.class, "results.xml", JUnitReport.render(judgement));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab"})
    void explainedReportsAreSealed(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));
        Judgement judgement = ExplainedJudgements.twoFunctions(folder);

        Golden.assertSame(ReportsTest.class, "explained.txt", new TextReport(false).render(judgement));
        Golden.assertSame(ReportsTest.class, "explained.md", MarkdownSummary.render(judgement));
        Golden.assertSame(ReportsTest.class, "explained.json", JsonReport.render(judgement, 1));
        Golden.assertSame(ReportsTest.class, "explained.xml", JUnitReport.render(judgement));
    }

    @Test
    void anEmptySelectionIsOneSentence() {
        ResultsRecord.Run run = Records.run();
        RunHeader header = run.header().toBuilder()
                .part(Optional.of(new BuildPart(List.of(), 1, 1, Optional.of("origin/main"))))
                .build();
        GateEvaluation build = new GateEvaluation(new GatePlan(List.of(), List.of(), Optional.empty()));
        build.accept(new ResultsRecord.Run(header));
        build.accept(new ResultsRecord.End(1, Ending.COMPLETE, ""));

        assertThat(new TextReport(false).render(Judgement.of(build)))
                .isEqualTo("No function's inputs changed since origin/main: nothing was measured.\n");
        assertThat(MarkdownSummary.render(Judgement.of(build)))
                .contains("nothing was measured")
                .doesNotContain("| Verdict");
        assertThat(HtmlReport.render(Judgement.of(build), 0, List.of("out")))
                .contains("There is none in this part of the build.")
                .doesNotContain("worst first");
    }

    @Test
    void onlyAFailureIsExplainedInTheXmlReport() throws Exception {
        Document document = xml(JUnitReport.render(ExplainedJudgements.hostile(folder)));

        NodeList failures = document.getElementsByTagName("failure");
        assertThat(failures.getLength()).isEqualTo(1);
        assertThat(failures.item(0).getTextContent().lines())
                .hasSizeBetween(3, 5)
                .anyMatch(line -> line.contains("</td><script>alert(1)</script>"));
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
    }

    @Test
    void exportsForOtherDashboardsAreSealed() {
        Judgement judgement = Judgements.ofResults(folder);

        Golden.assertSame(ReportsTest.class, "export.bmf.json", DashboardExport.BMF.render(judgement));
        Golden.assertSame(ReportsTest.class, "export.gab.json", DashboardExport.GAB.render(judgement));
        Golden.assertSame(ReportsTest.class, "export.gab-bigger.json", DashboardExport.GAB_BIGGER.render(judgement));
    }

    @Test
    void coloursAreTheOnlyDifferenceOfAColouredTable() {
        Judgement judgement = Judgements.ofEverything(folder);

        String coloured = new TextReport(true).render(judgement);

        assertThat(coloured).contains("\u001b[31mFAIL");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(new TextReport(false).render(judgement));
    }

    @Test
    void theJsonReportHasNullForWhatIsUnboundedOrFailed() throws Exception {
        JsonNode report = new ObjectMapper().readTree(JsonReport.render(Judgements.ofEverything(folder), 1));

        assertThat(report.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(report.path("exitCode").asInt()).isEqualTo(1);
        JsonNode open = check(report, "open", "p90");
        assertThat(open.path("interval").path("low").isNull()).isFalse();
        assertThat(open.path("interval").path("high").isNull()).isTrue();
        assertThat(open.path("n").asInt()).isEqualTo(7);
        JsonNode flaky = check(report, "flaky", "p50");
        assertThat(flaky.path("estimate").isNull()).isTrue();
        assertThat(flaky.path("interval").path("high").isNull()).isTrue();
        assertThat(check(report, "quiet", "p90").has("n")).isFalse();
        report.path("checks")
                .forEach(check -> assertThat(check.path("evidence").properties().stream()
                                .allMatch(e -> e.getValue().isNumber()))
                        .as(check.toString())
                        .isTrue());
    }

    private static JsonNode check(JsonNode report, String function, String quantile) {
        for (JsonNode check : report.path("checks")) {
            if (check.path("function").asText().equals(function)
                    && check.path("quantile").asText().equals(quantile)) {
                return check;
            }
        }
        throw new AssertionError(function + " " + quantile);
    }

    private static Document xml(String text) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theCountsOfTheXmlReportAreThoseOfItsCases() throws Exception {
        Document document = xml(JUnitReport.render(Judgements.ofEverything(folder)));

        counts(document.getDocumentElement());
        NodeList suites = document.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(6);
        for (int i = 0; i < suites.getLength(); i++) {
            counts((Element) suites.item(i));
        }
    }

    private static void counts(Element suite) {
        assertThat(suite.getAttribute("tests")).isEqualTo(count(suite, "testcase"));
        assertThat(suite.getAttribute("failures")).isEqualTo(count(suite, "failure"));
        assertThat(suite.getAttribute("errors")).isEqualTo(count(suite, "error"));
        assertThat(suite.getAttribute("skipped")).isEqualTo(count(suite, "skipped"));
    }

    private static String count(Element suite, String name) {
        return Integer.toString(suite.getElementsByTagName(name).getLength());
    }

    @Test
    void noTwoCasesOfTheXmlReportHaveOneName() throws Exception {
        Judgement judgement = ToolJudgements.ofTwins(folder);

        List<String> names = new ArrayList<>();
        NodeList cases = xml(JUnitReport.render(judgement)).getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            names.add(((Element) cases.item(i)).getAttribute("name"));
        }
        assertThat(names)
                .hasSize(3)
                .doesNotHaveDuplicates()
                .contains("hyperfine p50 ≤ 1.00 s")
                .anyMatch(name -> name.matches("hyperfine p50 ≤ 1.00 s at thresholds.yaml:\\d+:\\d+"));
    }

    @Test
    void aSummaryOfThousandsOfChecksKeepsToTheSizeThatGitHubShows() {
        Judgement judgement = ToolJudgements.ofMany(folder, 9_000);

        String text = MarkdownSummary.render(judgement);

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isBetween(600_000, (1 << 20) - 1);
        assertThat(text).contains(" more are left out: report.json has all of them\n");
    }

    @Test
    void hostileTextStaysTextInXml() throws Exception {
        Document document = xml(JUnitReport.render(Judgements.hostile(folder)));

        assertThat(document.getElementsByTagName("img").getLength()).isZero();
        assertThat(((Element) document.getElementsByTagName("failure").item(0)).getAttribute("message"))
                .contains("<img src=x>")
                .doesNotContain("\u001b");
    }

    @Test
    void hostileTextStaysTextInMarkdown() {
        String summary = MarkdownSummary.render(Judgements.hostile(folder));

        assertThat(summary).doesNotContain("\u001b", "\u0000", "\u0007", "\u202e", "\u2028");
        assertThat(summary.lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line.replaceAll("\\\\.", "")
                                .chars()
                                .filter(c -> c == '|')
                                .count())
                        .as(line)
                        .isEqualTo(9));
        assertThat(summary.lines())
                .allMatch(line -> line.isEmpty() || line.matches("(\\||- |  - │ |## |\\d+ passed).*"));
    }

    @Test
    void hostileTextStaysTextOnTheTerminal() {
        String text = new TextReport(false).render(Judgements.hostile(folder));

        assertThat(text).doesNotContain("\u001b", "\u0000", "\u0007", "\u202e", "\u2028", "##[");
        assertThat(text.lines()).noneMatch(line -> line.strip().startsWith("::"));
        assertThat(text)
                .contains("\n  | ::warning::x\n  | ##\\[error]y\n  | \\u001b[2J<script>")
                .contains("| a | b\t\\u202e ");
        assertThat(text).contains("\\u001b[31mred").contains("\n  | ::set-output name=a::b\n");
    }

    @Test
    void hostileTextStaysTextInJson() throws Exception {
        String report = JsonReport.render(Judgements.hostile(folder), 4);

        assertThat(new ObjectMapper()
                        .readTree(report)
                        .path("functions")
                        .path(0)
                        .path("detail")
                        .asText())
                .contains("\u001b[31mred");
        assertThat(report.lines()).noneMatch(line -> line.strip().startsWith("::"));
    }
}
