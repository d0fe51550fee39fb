package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.coldgate.fixture.Golden;
import io.coldgate.fixture.Plans;
import io.coldgate.fixture.Records;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.gate.GatePlan;
import io.coldgate.report.ExplainedJudgements;
import io.coldgate.report.Judgement;
import io.coldgate.report.Judgements;
import io.coldgate.sample.BuildPart;
import io.coldgate.sample.ResultsRecord;
import io.coldgate.sample.RunHeader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;

class HtmlReportTest {
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void sameLocaleAgain() {
        Locale.setDefault(before);
    }

    private interface Source {
        Judgement of(Path folder);
    }

    static List<Source> sources() {
        return List.of(
                Pages::small,
                folder -> Pages.ofOtherTools(),
                Judgements::ofEverything,
                Judgements::hostile,
                ExplainedJudgements::twoFunctions,
                ExplainedJudgements::hostile,
                HtmlReportTest::withoutASample);
    }

    private static Judgement withoutASample(Path folder) {
        GateEvaluation build = new GateEvaluation(
                Plans.plan(folder, "hello: { package: a.zip, budgets: { init_duration: { p95: 1ms } } }"));
        build.accept(Records.run("hello"));
        return Judgement.of(build);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en-US", "de-DE", "ar-EG-u-nu-arab"})
    void theReportIsSealedAndTheSameInEveryLocale(String locale) {
        Locale.setDefault(Locale.forLanguageTag(locale));

        seal("report.html", Pages.small(folder));
        seal("explained.html", ExplainedJudgements.twoFunctions(folder));
    }

    private static void seal(String name, Judgement judgement) {
        String page = HtmlReport.render(judgement, 1, List.of("target/coldgate"));
        // The style sheet has a file of its own.
        Golden.assertSame(
                HtmlReportTest.class,
                name,
                page.replaceAll("(?s)<style>.*</style>", "<style/>").replaceAll("sha256-[^&]+", "sha256-"));
    }

    @Test
    void anExplanationStandsBelowItsFunction() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        assertThat(Dom.within(Dom.all(page, "main").get(0), "section").stream()
                        .map(section -> section.getAttribute("id"))
                        .limit(5))
                .containsExactly("checks", "f-checkout", "e-checkout", "f-search", "e-search");
        Element checkout = byId(page, "e-checkout");
        assertThat(byId(page, "e-checkout.h").getTextContent())
                .isEqualTo("checkout: init 6.74 ms, baseline 3.09 ms (p50)");
        assertThat(byId(page, "e-search.h").getTextContent()).isEqualTo("search: init 12.40 ms (p50), explained 83 %");
        assertThat(Dom.within(checkout, "svg").stream()
                        .filter(plot -> plot.getAttribute("role").equals("img")))
                .hasSize(2);
        assertThat(checkout.getTextContent())
                .contains("+2.65 ms github.com/santhosh-tekuri/jsonschema/v6")
                .contains("Cause: new, +21,285 allocs, +1.59 MB, at v6@v6.0.1/draft.go:131")
                .contains("Imported by example.com/checkout → example.com/checkout/audit →"
                        + " github.com/santhosh-tekuri/jsonschema/v6, at audit/a.go:7, new in this change")
                .contains("Cause: example.com/tiny v0.0.25 → v0.0.27")
                .contains("Victim: it allocates what it did, and a garbage collection now falls here")
                .contains("Tried: with GOGC=off GOMEMLIMIT=460MiB a start was 0.76 ms faster in 40 starts.");
    }

    @Test
    void barsOfBothArmsHaveOneScale() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        List<Double> widths = Dom.within(byId(page, "e-checkout"), "svg").stream()
                .filter(plot -> plot.getAttribute("role").equals("img"))
                .map(plot -> Dom.within(plot, "rect").stream()
                        .mapToDouble(part ->
                                Double.parseDouble(part.getAttribute("width").replace("%", "")))
                        .sum())
                .toList();
        assertThat(widths.get(0)).isCloseTo(100, within(.1));
        assertThat(widths.get(1)).isCloseTo(100 * 3.09 / 6.74, within(1.5));
    }

    @Test
    void theDearestPackagesStandAloneAndTheOthersInOneRow() {
        Document page = Dom.parse(HtmlReport.render(ExplainedJudgements.twoFunctions(folder), 1, List.of("out")));

        Element table = Dom.within(byId(page, "e-checkout"), "table").get(1);
        List<Element> rows = Dom.within(Dom.within(table, "tbody").get(0), "tr");
        assertThat(rows).hasSize(16);
        assertThat(rows.get(0).getTextContent())
                .containsSubsequence(
                        "github.com/santhosh-tekuri/jsonschema/v6", "2.65 ms", "not in the baseline", "39.3 %");
        assertThat(rows.get(1).getTextContent())
                .containsSubsequence("0.80 ms", "baseline 0.30 ms", "685", "baseline 682");
        assertThat(rows.get(15).getTextContent()).contains("5 more packages").contains("baseline ");
    }

    @Test
    void theVerdictStandsFirstWithItsReason() {
        Document page = Dom.parse(HtmlReport.render(Pages.small(folder), 1, List.of("out")));

        assertThat(Dom.all(page, "h1").get(0).getTextContent()).isEqualTo("FAIL 3 of 5 checks failed, 1 undecided");
        assertThat(Dom.all(page, "title").get(0).getTextContent()).startsWith("FAIL");
        Element header = Dom.all(page, "header").get(0);
        assertThat(header.getTextContent())
                .contains("checkout artifact zip: zip is 1.91 MB, over 1.00 MB. 2 more below.")
                .contains("The time limit came before every check was decided.");
    }

    @Test
    void checksStandWorstFirstWithEveryFigureAndTheirPlace() {
        Document page = Dom.parse(HtmlReport.render(Judgements.ofEverything(folder), 1, List.of("out")));

        List<Element> rows = Dom.within(Dom.all(page, "tbody").get(0), "tr");
        List<String> verdicts =
                rows.stream().map(row -> row.getAttribute("class")).toList();
        assertThat(verdicts).hasSize(Judgements.ofEverything(folder).results().size());
        assertThat(verdicts.stream().distinct()).containsExactly("fail", "none", "open", "pass");
        assertThat(rows.stream().map(Element::getTextContent).filter(text -> text.contains("good init_duration p50")))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("PASS")
                        .contains("p50 \u2264 20.0 ms proven")
                        .containsPattern("thresholds.yaml:\\d+")
                        .containsPattern("\\d+ : 1"));
    }

    @Test
    void anUnprovenOrMissingResultIsNeverShownAsAPass() {
        Document page = Dom.parse(HtmlReport.render(withoutASample(folder), 4, List.of("out")));

        assertThat(Dom.all(page, "h1").get(0).getTextContent())
                .isEqualTo("NOT MEASURED 1 of 1 check could not be measured");
        assertThat(Dom.all(page, "body").get(0).getTextContent())
                .contains("not measured")
                .contains("The run was cut off")
                .doesNotContain("PASS");
    }

    @Test
    void failedStartsStandApartAndAreCounted() {
        Document page = Dom.parse(HtmlReport.render(Judgements.ofEverything(folder), 1, List.of("out")));

        Element flaky = byId(page, "f-flaky");
        assertThat(flaky.getTextContent())
                .contains("31 of 38 starts failed: Sandbox.Timedout: 3 s (a failed start exceeds every budget)")
                .contains("31 failed");
        assertThat(Dom.within(flaky, "path").stream().map(path -> path.getAttribute("class")))
                .contains("points failed", "points candidate");
        assertThat(byId(page, "f-broken").getTextContent())
                .contains("3 of 3 starts failed: Runtime.ExitError: exit status 1");
        assertThat(byId(page, "f-good").getTextContent())
                .contains("1 attempt warm, or not provably cold")
                .contains("1 attempt whose call failed")
                .contains("The host was busy");
    }

    @Test
    void aBusyHostIsSaidInTheHeader() {
        Document page = Dom.parse(HtmlReport.render(Judgements.ofEverything(folder), 1, List.of("out")));

        assertThat(Dom.all(page, "header").get(0).getTextContent())
                .containsPattern("The host was busy: .*\\d+ of \\d+ (starts )?of good.* waited for a core\\.")
                .contains("Waiting fails no budget");
        Document quiet = Dom.parse(HtmlReport.render(Pages.small(folder), 1, List.of("out")));
        assertThat(Dom.all(quiet, "header").get(0).getTextContent()).doesNotContain("busy");
    }

    @Test
    void theBaselineStandsBesideTheCandidateWithItsRatio() {
        Document page = Dom.parse(HtmlReport.render(Pages.small(folder), 1, List.of("out")));

        Element search = byId(page, "f-search");
        assertThat(Dom.within(search, "path").stream().map(path -> path.getAttribute("class")))
                .contains("curve candidate", "curve baseline", "points candidate", "points baseline");
        assertThat(search.getTextContent())
                .containsPattern(
                        "Candidate against baseline, p50 \\d+\\.\\d -> \\d+\\.\\d ms, \\+\\d+\\.\\d %, 95 % interval");
        assertThat(Dom.within(search, "title").stream().map(Element::getTextContent))
                .contains("search init_duration: against the baseline", "Medians of the baseline's phases");
    }

    @Test
    void theCommandsRepeatTheRun() {
        Document page = Dom.parse(HtmlReport.render(Pages.small(folder), 1, List.of("my runs/it's")));

        assertThat(Dom.within(byId(page, "reproduce"), "code").stream().map(Element::getTextContent))
                .containsExactly(
                        "coldgate judge 'my runs/it'\\''s'",
                        "coldgate check --platform embedded --seed 42",
                        "coldgate check --function checkout --platform embedded --seed 42\n"
                                + "coldgate check --function search --platform embedded --seed 42");
    }

    @Test
    void theCommandsRepeatAPartOfABuildAndResultsWithoutAPlatform() {
        assertThat(check("none", Optional.empty())).isEqualTo("coldgate check --results-only --seed 42");
        assertThat(check("none", Optional.of(new BuildPart(List.of(), 1, 1, Optional.of("origin/a b")))))
                .isEqualTo("coldgate check --changed-since 'origin/a b' --seed 42");
        assertThat(check("embedded", Optional.of(new BuildPart(List.of(), 2, 4, Optional.empty()))))
                .isEqualTo("coldgate check --shard 2/4 --platform embedded --seed 42");
    }

    @Test
    void theCommandThatRepeatsTheRunHasItsFunctionsAndOptions() {
        assertThat(check("embedded", Optional.empty(), List.of("--function", "a*", "--fan-out", "4")))
                .isEqualTo("coldgate check --platform embedded --seed 42 --function 'a*' --fan-out 4");
    }

    private String check(String platform, Optional<BuildPart> part) {
        return check(platform, part, List.of());
    }

    /** The command of a run of nothing. */
    private String check(String platform, Optional<BuildPart> part, List<String> options) {
        RunHeader like = Records.run().header();
        GatePlan plan = Plans.plan(folder, "f:\n  package: a.zip\n  budgets: { init_duration: { p50: 20ms } }\n");
        GateEvaluation build = new GateEvaluation(new GatePlan(plan.functions(), List.of(), part));
        build.accept(new ResultsRecord.Run(like.toBuilder()
                .platform(platform)
                .functions(List.of())
                .part(part)
                .options(options)
                .build()));
        Document page = Dom.parse(HtmlReport.render(Judgement.of(build), 0, List.of("out")));
        return Dom.within(byId(page, "reproduce"), "code").get(1).getTextContent();
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePageLoadsNothingAndRunsNothing(Source source) throws Exception {
        String text = HtmlReport.render(source.of(folder), 1, List.of("out"));
        Document page = Dom.parse(text);

        for (String tag : List.of("script", "img", "iframe", "object", "embed", "form", "base", "b\u0000")) {
            assertThat(Dom.all(page, tag)).as(tag).isEmpty();
        }
        for (Element element : Dom.all(page, "*")) {
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                assertThat(name).doesNotStartWith("on").isNotIn("style", "src", "srcset", "action");
                if (name.equals("href") && !element.getTagName().equals("link")) {
                    assertThat(attributes.item(i).getNodeValue()).startsWith("#");
                }
            }
        }
        assertThat(Dom.all(page, "link"))
                .allSatisfy(link -> assertThat(link.getAttribute("href")).startsWith("data:image/svg+xml,"));
        String style = Dom.all(page, "style").get(0).getTextContent();
        assertThat(style).doesNotContain("url(", "@import");
        String hash = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        assertThat(text).contains("default-src &#39;none&#39;; style-src &#39;sha256-" + hash + "&#39;;");
    }

    @Test
    void hostileTextStaysText() {
        String text = HtmlReport.render(Judgements.hostile(folder), 4, List.of("<b>\"'&\n\u202e"));
        Document page = Dom.parse(text);

        assertThat(text).doesNotContain("<script", "<img", "<b>\"", "\u001b", "\u0000", "\u0007", "\u202e", "\u2028");
        assertThat(Dom.all(page, "body").get(0).getTextContent())
                .contains("<script>alert(1)</script>")
                .contains("<img src=x>")
                .contains("]]> &")
                .contains("\\u001b[31mred");
    }

    @Test
    void hostileNamesOfAnExplanationStayText() {
        String text = HtmlReport.render(ExplainedJudgements.hostile(folder), 1, List.of("out"));
        Document page = Dom.parse(text);

        assertThat(text).doesNotContain("<script", "<img", "\u001b", "\u0000", "\u202e");
        assertThat(byId(page, "e-hello").getTextContent())
                .contains("evil.example/</td><script>alert(1)</script>")
                .contains("@team/|pipes|")
                .contains("\\u202e");
    }

    @ParameterizedTest
    @MethodSource("sources")
    void thePageIsBuiltForScreenReaders(Source source) {
        Document page = Dom.parse(HtmlReport.render(source.of(folder), 1, List.of("out")));

        assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
        for (String landmark : List.of("header", "nav", "main", "footer", "h1")) {
            assertThat(Dom.all(page, landmark)).as(landmark).hasSize(1);
        }
        Set<String> ids = ids(page);
        for (Element element : Dom.all(page, "*")) {
            for (String name : element.getAttribute("aria-labelledby").split(" ")) {
                assertThat(name.isEmpty() || ids.contains(name)).as(name).isTrue();
            }
        }
        for (Element link : Dom.all(page, "a")) {
            assertThat(ids).contains(link.getAttribute("href").substring(1));
        }
        for (Element plot : Dom.all(page, "svg")) {
            if (plot.getAttribute("role").equals("img")) {
                assertThat(Dom.within(plot, "title").get(0).getTextContent()).isNotBlank();
                assertThat(Dom.within(plot, "desc").get(0).getTextContent()).isNotBlank();
            }
        }
        for (Element figure : Dom.all(page, "figure")) {
            assertThat(Dom.within(figure, "details")).hasSize(1);
            assertThat(Dom.within(figure, "table")).hasSize(2);
        }
        for (Element heading : Dom.all(page, "th")) {
            assertThat(heading.getAttribute("scope")).isIn("col", "row");
        }
    }

    @ParameterizedTest
    @MethodSource("sources")
    void headingsStepDownOneLevelAtATime(Source source) {
        Document page = Dom.parse(HtmlReport.render(source.of(folder), 1, List.of("out")));

        List<Integer> levels = Dom.all(page, "*").stream()
                .map(Element::getTagName)
                .filter(tag -> tag.matches("h[1-6]"))
                .map(tag -> tag.charAt(1) - '0')
                .toList();
        assertThat(levels.get(0)).isEqualTo(1);
        assertThat(IntStream.range(1, levels.size()).map(i -> levels.get(i) - levels.get(i - 1)))
                .allMatch(step -> step <= 1);
    }

    /** The ids, each of which stands once. */
    private static Set<String> ids(Document page) {
        List<String> ids = Dom.all(page, "*").stream()
                .map(element -> element.getAttribute("id"))
                .filter(id -> !id.isEmpty())
                .collect(Collectors.toList());
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }

    private static Element byId(Document page, String id) {
        return Dom.all(page, "*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void resultsOfOtherToolsHaveTheirPlotsAndTheirPlace() {
        Document page = Dom.parse(HtmlReport.render(Pages.ofOtherTools(), 1, List.of("out")));

        Element checks = byId(page, "checks");
        assertThat(checks.getTextContent())
                .contains("checkout <i> gatling p90", "io.shop.Parse{n=1} jmh thrpt p50", "\u2265 610 ops/ms", "n");
        assertThat(Dom.within(checks, "a").stream().map(link -> link.getAttribute("href")))
                .containsExactlyInAnyOrder("#results-1", "#results-2", "#results-3");
        Element gatling = byId(page, "results-1");
        assertThat(gatling.getTextContent())
                .contains("gatling target/<b>gatling</b>", "One request failed", "3.15.1", "120 samples", "1 failed");
        assertThat(Dom.within(gatling, "figure")).hasSize(1);
        assertThat(byId(page, "results-2").getTextContent()).contains("p50 \u2265 610 ops/ms", "ops/ms");
        assertThat(byId(page, "results-3").getTextContent()).contains("k6.json: no such file", "NOT MEASURED");
        assertThat(Dom.within(byId(page, "results-3"), "figure")).isEmpty();
    }

    @Test
    @Tag("slow")
    void aLargeRunStaysASmallFile() {
        String page = HtmlReport.render(Pages.large(folder, 50, 1500), 0, List.of("out"));

        // 50 functions with two metrics each: 100 pairs of plots of about 20 kB, whatever the number of starts.
        assertThat(page.length()).isLessThan(2_500_000);
        assertThat(page).contains("1,500 cold starts, 400 of them drawn").contains("beyond the axis, up to ");
        double perStart = page.length()
                - HtmlReport.render(Pages.large(folder, 50, 750), 0, List.of("out"))
                        .length();
        assertThat(perStart / page.length()).isLessThan(.1);
    }
}
