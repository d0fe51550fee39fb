package io.coldgate.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.sample.Better;
import io.coldgate.sample.Tool;
import io.coldgate.sample.ToolResults;
import io.coldgate.unit.ValueUnit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LighthouseImporterTest {
    private static final String PAGE = "http://localhost/checkout{mobile}";

    @TempDir
    private Path folder;

    /** A report with the fields that are read, as Lighthouse 13 writes them. */
    private static String report(int second, double fcp, double script) {
        return String.format(Locale.ROOT, """
                {"lighthouseVersion":"13.4.1","requestedUrl":"http://localhost/checkout","finalDisplayedUrl":"http://localhost/checkout?x",
                 "fetchTime":"2026-01-01T00:00:%02d.000Z","runWarnings":[],"environment":{"benchmarkIndex":1500.5},
                 "configSettings":{"formFactor":"mobile","throttlingMethod":"simulate"},
                 "categories":{"performance":{"score":0.93}},
                 "audits":{
                   "first-contentful-paint":{"score":0.9,"scoreDisplayMode":"numeric","numericValue":%f,"numericUnit":"millisecond"},
                   "cumulative-layout-shift":{"score":1,"scoreDisplayMode":"numeric","numericValue":0,"numericUnit":"unitless"},
                   "total-byte-weight":{"score":1,"scoreDisplayMode":"numeric","numericValue":2048,"numericUnit":"byte"},
                   "is-on-https":{"score":1,"scoreDisplayMode":"binary"},
                   "bootup-time":{"score":1,"scoreDisplayMode":"numeric","numericValue":11,"numericUnit":"millisecond"},
                   "mainthread-work-breakdown":{"score":1,"scoreDisplayMode":"numeric","numericValue":1234,"numericUnit":"millisecond",
                     "details":{"type":"table","items":[{"group":"styleLayout","duration":100.5},
                       {"group":"scriptEvaluation","groupLabel":"Script Evaluation","duration":%f},{"group":"scriptParseCompile","duration":9}]}}}}
                """, second, fcp, script);
    }

    private Path lhci(String name, String text) {
        Recorded.write(folder.resolve(".lighthouseci").resolve(name), text);
        return folder.resolve(".lighthouseci");
    }

    @Test
    void everyReportOfAFolderIsASampleInTheOrderOfFetching() {
        lhci("lhr-2.json", report(1, 900, 50));
        lhci("manifest.json", "[]");
        lhci("assertion-results.json", "[]");
        ToolResults results = Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-1.json", report(2, 800, 60)));

        assertThat(Recorded.values(results, PAGE, "first-contentful-paint")).containsExactly(900e6, 800e6);
        assertThat(results.facts())
                .containsEntry("lighthouse", "13.4.1")
                .containsEntry("throttling", "simulate")
                .containsEntry("benchmark-index", "1501");
    }

    @Test
    void scriptTimeIsTheMainThreadsScriptEvaluation() {
        ToolResults results = Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-1.json", report(1, 900, 50.25)));
        assertThat(Recorded.values(results, PAGE, "script-time")).containsExactly(50.25e6);
    }

    @Test
    void aPageWithoutScriptsHasAScriptTimeOfZero() {
        String without = report(1, 900, 50).replace("scriptEvaluation", "other");
        assertThat(Recorded.values(Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-1.json", without)), PAGE, "script-time"))
                .containsExactly(0);
    }

    @Test
    void unitsAndDirectionsAreThoseOfTheAudits() {
        ToolResults results = Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-1.json", report(1, 900, 50)));

        assertThat(Recorded.series(results, PAGE, "cumulative-layout-shift").unit())
                .isEqualTo(ValueUnit.other(""));
        assertThat(Recorded.series(results, PAGE, "total-byte-weight").unit()).isEqualTo(ValueUnit.SIZE);
        assertThat(Recorded.series(results, PAGE, "performance-score").better()).isEqualTo(Better.HIGHER);
        assertThat(results.series()).noneMatch(series -> series.id().metric().equals("is-on-https"));
    }

    @Test
    void aRunThatFailedSpoilsItsPageAlone() {
        lhci("lhr-1.json", report(1, 900, 50));
        lhci("lhr-3.json", report(3, 700, 50).replace("/checkout", "/search"));
        String failed = report(2, 1, 1)
                .replace(
                        "\"runWarnings\"",
                        "\"runtimeError\":{\"code\":\"NO_FCP\",\"message\":\"The page did not"
                                + " paint\"},\"runWarnings\"");
        ToolResults results = Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-2.json", failed));

        Recorded.assertSpoiled(results, PAGE, "first-contentful-paint", "lhr-2.json", "NO_FCP", "run it again");
        Recorded.assertSpoiled(results, PAGE, "", "NO_FCP");
        Recorded.assertWhole(results, "http://localhost/search{mobile}", "first-contentful-paint");
    }

    @Test
    void anAuditWithAnErrorInOneReportHasNoSamplesAtAll() {
        lhci("lhr-1.json", report(1, 900, 50));
        String error = report(2, 901, 51)
                .replace(
                        "\"scoreDisplayMode\":\"numeric\",\"numericValue\":901.000000",
                        "\"scoreDisplayMode\":\"error\",\"errorMessage\":\"lost\"");
        ToolResults results = Recorded.read(Tool.LIGHTHOUSE, lhci("lhr-2.json", error));

        assertThat(Recorded.values(results, PAGE, "first-contentful-paint")).isEmpty();
        assertThat(Recorded.values(results, PAGE, "script-time")).hasSize(2);
        assertThat(results.notes()).singleElement().asString().contains("first-contentful-paint has an error");
    }

    @Test
    void pagesAndFormFactorsStayApart() {
        lhci("lhr-1.json", report(1, 900, 50));
        lhci("lhr-2.json", report(2, 700, 50).replace("mobile", "desktop"));
        ToolResults results = Recorded.read(
                Tool.LIGHTHOUSE, lhci("lhr-3.json", report(3, 500, 50).replace("/checkout", "/search")));

        assertThat(results.series().stream()
                        .filter(series -> series.id().metric().equals("first-contentful-paint")))
                .extracting(series -> series.id().shown())
                .containsExactly(PAGE, "http://localhost/checkout{desktop}", "http://localhost/search{mobile}");
    }

    @Test
    void aSeriesIsOfOneVersion() {
        lhci("lhr-1.json", report(1, 900, 50));
        Recorded.assertBroken(
                Recorded.read(
                        Tool.LIGHTHOUSE, lhci("lhr-2.json", report(2, 900, 50).replace("13.4.1", "12.0.0"))),
                "another Lighthouse version");
    }

    @Test
    void readsOneReportOrAPatternOfThem() {
        Path one = Recorded.write(folder.resolve("reports/a.report.json"), report(1, 900, 50));
        Recorded.write(folder.resolve("reports/b.report.json"), report(2, 800, 50));
        Recorded.write(folder.resolve("reports/other.json"), "{}");

        assertThat(Recorded.values(Recorded.read(Tool.LIGHTHOUSE, one), PAGE, "script-time"))
                .hasSize(1);
        assertThat(Recorded.values(
                        Recorded.read(Tool.LIGHTHOUSE, folder.resolve("reports/*.report.json")), PAGE, "script-time"))
                .hasSize(2);
        assertThat(Recorded.values(Recorded.read(Tool.LIGHTHOUSE, folder.resolve("reports")), PAGE, "script-time"))
                .hasSize(2);
    }

    @Test
    void inAPatternAllButStarsAndQuestionMarksStandForThemselves() {
        Recorded.write(folder.resolve("reports/lhr-{1.json"), report(1, 900, 50));
        Recorded.write(folder.resolve("reports/lhr-[2].json"), report(2, 800, 50));

        assertThat(Recorded.values(
                        Recorded.read(Tool.LIGHTHOUSE, folder.resolve("reports/lhr-{*.json")), PAGE, "script-time"))
                .hasSize(1);
        assertThat(Recorded.values(
                        Recorded.read(Tool.LIGHTHOUSE, folder.resolve("reports/lhr-[?].json")), PAGE, "script-time"))
                .hasSize(1);
    }

    @Test
    void anAssertionThatOnlyAsksWhetherAnAuditRanHasNoSamples() {
        Recorded.assertBroken(Recorded.read(Tool.LIGHTHOUSE, "lighthouse/lhci-assertion-results.json"), "no samples");
    }

    @Test
    void theValuesOfANumericAssertionAreSamples() {
        ToolResults results = Recorded.ofText(Tool.LIGHTHOUSE, folder, """
                [{"name":"maxNumericValue","expected":1000,"actual":900,"values":[900,950,1000.5],"operator":"<=","passed":true,
                  "auditId":"first-contentful-paint","level":"error","url":"http://localhost/"},
                 {"name":"minScore","expected":0.9,"actual":0.8,"values":[0.8],"operator":">=","passed":false,
                  "auditId":"first-contentful-paint","level":"error","url":"http://localhost/"},
                 {"name":"maxNumericValue","expected":0.1,"actual":0,"values":[0],"operator":"<=","passed":true,
                  "auditId":"cumulative-layout-shift","level":"error","url":"http://localhost/"}]
                """);

        assertThat(Recorded.values(results, "http://localhost/", "first-contentful-paint"))
                .containsExactly(900e6, 950e6, 1000.5e6);
        assertThat(Recorded.series(results, "http://localhost/", "cumulative-layout-shift")
                        .unit())
                .isEqualTo(ValueUnit.other(""));
    }

    @Test
    void whatIsMissingOrNotWholeIsNoPass() throws Exception {
        Recorded.assertBroken(Recorded.read(Tool.LIGHTHOUSE, folder.resolve("gone")), "no such file");
        Recorded.assertBroken(Recorded.read(Tool.LIGHTHOUSE, folder.resolve("*.json")), "no file matches");
        Recorded.assertBroken(
                Recorded.read(Tool.LIGHTHOUSE, Files.createDirectories(folder.resolve("empty"))), "no reports");
        Recorded.assertBroken(Recorded.ofText(Tool.LIGHTHOUSE, folder, "{}"), "not a Lighthouse report");
        String whole = report(1, 900, 50);
        Recorded.assertBroken(
                Recorded.ofText(Tool.LIGHTHOUSE, folder, whole.substring(0, whole.length() / 2)), "not whole JSON");
    }
}
