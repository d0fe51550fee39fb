package io.coldgate.report.html;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The page of a run: its verdict, checks, figures and commands. */
@Isolated("it changes the locale of the JVM")
class HtmlReportTest {
    private final Locale before = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void sameLocaleAgain() {
        Locale.setDefault(before);
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
        Golden.assertSamePage(HtmlReportTest.class, name, page, PageHead.read("report.css"));
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
        Document page = Dom.parse(HtmlReport.render(Pages.withoutASample(folder), 4, List.of("out")));

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

        Element flaky = Dom.byId(page, "f-flaky");
        assertThat(flaky.getTextContent())
                .contains(
                        "31 of 38 starts failed: Sandbox.Timedout: 3 s (a failed start counts as slower than any limit;"
                                + " a max budget fails at the first one)")
                .contains("31 failed");
        assertThat(Dom.within(flaky, "path").stream().map(path -> path.getAttribute("class")))
                .contains("points failed", "points candidate");
        assertThat(Dom.byId(page, "f-broken").getTextContent())
                .contains("3 of 3 starts failed: Runtime.ExitError: exit status 1");
        assertThat(Dom.byId(page, "f-good").getTextContent())
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

        Element search = Dom.byId(page, "f-search");
        assertThat(Dom.within(search, "path").stream().map(path -> path.getAttribute("class")))
                .contains("curve candidate", "curve baseline", "points candidate", "points baseline");
        assertThat(search.getTextContent())
                .containsPattern("Candidate against baseline, p50 \\d+\\.\\d \u2192 \\d+\\.\\d ms,"
                        + " \\+\\d+\\.\\d %, 95 % interval");
        assertThat(Dom.within(search, "title").stream().map(Element::getTextContent))
                .contains("search init_duration: against the baseline", "Medians of the baseline's phases");
    }

    @Test
    void theCommandsRepeatTheRun() {
        Document page = Dom.parse(HtmlReport.render(Pages.small(folder), 1, List.of("my runs/it's")));

        assertThat(Dom.within(Dom.byId(page, "reproduce"), "code").stream().map(Element::getTextContent))
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
        return Dom.within(Dom.byId(page, "reproduce"), "code").get(1).getTextContent();
    }

    @Test
    void resultsOfOtherToolsHaveTheirPlotsAndTheirPlace() {
        Document page = Dom.parse(HtmlReport.render(Pages.ofOtherTools(), 1, List.of("out")));

        Element checks = Dom.byId(page, "checks");
        assertThat(checks.getTextContent())
                .contains("checkout <i> gatling p90", "io.shop.Parse{n=1} jmh thrpt p50", "\u2265 610 ops/ms", "n");
        assertThat(Dom.within(checks, "a").stream().map(link -> link.getAttribute("href")))
                .containsExactlyInAnyOrder("#results-1", "#results-2", "#results-3");
        Element gatling = Dom.byId(page, "results-1");
        assertThat(gatling.getTextContent())
                .contains("gatling target/<b>gatling</b>", "one request failed", "3.15.1", "120 samples", "1 failed");
        assertThat(Dom.within(gatling, "figure")).hasSize(1);
        assertThat(Dom.byId(page, "results-2").getTextContent()).contains("p50 \u2265 610 ops/ms", "ops/ms");
        assertThat(Dom.byId(page, "results-3").getTextContent()).contains("k6.json: no such file", "NOT MEASURED");
        assertThat(Dom.within(Dom.byId(page, "results-3"), "figure")).isEmpty();
    }
}
