package io.coldgate.report.html;

import io.coldgate.explain.SharedFindings;
import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Judgement;
import io.coldgate.sample.ToolResults;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code report.html}: verdicts, plots and how to reproduce them, in one file without scripts or external resources.
 * Its content security policy allows only its own style sheet and its own icon.
 */
public final class HtmlReport {
    private static final String STYLE = PageHead.read("report.css");

    private final Markup out = new Markup();
    private final Judgement judgement;
    private final Map<String, List<CheckResult>> byFunction;
    private final SharedFindings shared;

    private HtmlReport(Judgement judgement) {
        this.judgement = judgement;
        this.byFunction = judgement.results().stream()
                .collect(Collectors.groupingBy(result -> result.check().function()));
        this.shared = judgement.shared();
    }

    /**
     * Returns the report.
     *
     * @param exitCode the command's exit code
     * @param results the results files or their folders, as the user can name them
     */
    public static String render(Judgement judgement, int exitCode, List<String> results) {
        HtmlReport report = new HtmlReport(judgement);
        report.out.doctype().open("html", "lang", "en");
        report.head();
        report.out.open("body");
        VerdictStyle.shapes(report.out);
        report.out.element("a", "Skip to the checks", "class", "skip", "href", "#checks");
        new Summary(report.out, judgement, exitCode).draw();
        report.contents();
        report.out.open("main");
        report.checks();
        SharedSection.draw(report.out, report.shared);
        judgement.build().allSeries().forEach(report::function);
        report.tools();
        new Reproduce(report.out, judgement, results).draw();
        HowToRead.draw(report.out);
        report.out.close("main");
        report.footer();
        report.out.close("body").close("html");
        return report.out.toString();
    }

    private void head() {
        PageHead.draw(out, judgement.verdict() + ": Coldgate report", PageIcon.of(judgement.verdict()), STYLE);
    }

    private void contents() {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (SeriesTally tally : judgement.build().allSeries()) {
            link(
                    "#" + FunctionSection.id(tally.function()),
                    byFunction.getOrDefault(tally.function(), List.of()),
                    tally.function());
            if (judgement.explanation(tally.function()).isPresent()) {
                out.open("li")
                        .element(
                                "a",
                                tally.function() + " explained",
                                "href",
                                "#" + ExplanationSection.id(tally.function()))
                        .close("li");
            }
        }
        for (int n = 0; n < judgement.build().imported().size(); n++) {
            ToolResults results = judgement.build().imported().get(n);
            link(
                    "#" + ToolSection.id(n),
                    ToolSection.checks(results, judgement.results()),
                    Words.cut(results.source().shown()));
        }
        out.open("li").element("a", "How to reproduce", "href", "#reproduce").close("li");
        out.open("li").element("a", "How to read this", "href", "#read").close("li");
        out.close("ul").close("nav");
    }

    private void link(String address, List<CheckResult> results, String name) {
        out.open("li").open("a", "href", address);
        if (!results.isEmpty()) {
            VerdictStyle.shape(out, BuildVerdict.of(results));
            out.element("span", BuildVerdict.of(results).word() + " ", "class", "unseen");
        }
        out.text(name).close("a").close("li");
    }

    private void checks() {
        out.open("section", "id", "checks", "aria-labelledby", "checks-h");
        out.element("h2", "Checks", "id", "checks-h");
        if (judgement.results().isEmpty()) {
            out.element("p", "There is none in this part of the build.");
        } else {
            new ChecksTable(out, judgement).draw(judgement.worstFirst());
        }
        out.close("section");
    }

    private void function(SeriesTally tally) {
        new FunctionSection(out, tally, byFunction.getOrDefault(tally.function(), List.of())).draw();
        judgement
                .explanation(tally.function())
                .ifPresent(explanation -> new ExplanationSection(out, explanation, shared).draw());
    }

    private void tools() {
        for (int n = 0; n < judgement.build().imported().size(); n++) {
            new ToolSection(out, judgement.build().imported().get(n), n, judgement.results()).draw();
        }
    }

    private void footer() {
        out.open("footer").open("p");
        out.text("Made by Coldgate " + judgement.header().coldgateVersion()
                + ". The same run for machines: report.json.");
        out.close("p").close("footer");
    }
}
