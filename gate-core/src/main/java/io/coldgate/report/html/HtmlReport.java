package io.coldgate.report.html;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Judgement;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code report.html}: verdicts, plots and how to reproduce them, in one file that loads nothing and runs nothing. Its
 * security policy allows its own style sheet and a picture of its own as the page's icon, and nothing else.
 */
public final class HtmlReport {
    static final String STYLE = read("report.css");

    private final Markup out = new Markup();
    private final Judgement judgement;
    private final Map<String, List<CheckResult>> byFunction;

    private HtmlReport(Judgement judgement) {
        this.judgement = judgement;
        this.byFunction = judgement.results().stream()
                .collect(Collectors.groupingBy(result -> result.check().function()));
    }

    /**
     * The report.
     *
     * @param exitCode what the command exits with
     * @param results the results, or the folders that hold them, as the user may name them
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
        out.open("head").empty("meta", "charset", "utf-8");
        out.empty(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                        + "'; img-src data:; base-uri 'none'; form-action 'none'");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        out.empty("meta", "name", "referrer", "content", "no-referrer");
        out.element("title", judgement.verdict() + ": Coldgate report");
        out.empty("link", "rel", "icon", "href", PageIcon.of(judgement.verdict()));
        out.style(STYLE).close("head");
    }

    private void contents() {
        out.open("nav", "aria-label", "Contents").open("ul");
        for (SeriesTally tally : judgement.build().allSeries()) {
            out.open("li").open("a", "href", "#" + FunctionSection.id(tally.function()));
            List<CheckResult> results = byFunction.getOrDefault(tally.function(), List.of());
            if (!results.isEmpty()) {
                VerdictStyle.shape(out, BuildVerdict.of(results));
                out.element("span", BuildVerdict.of(results).word() + " ", "class", "unseen");
            }
            out.text(tally.function()).close("a").close("li");
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
            String source = judgement.build().imported().get(n).source().shown();
            out.open("li")
                    .element("a", Words.cut(source), "href", "#" + ToolSection.id(n))
                    .close("li");
        }
        out.open("li").element("a", "How to reproduce", "href", "#reproduce").close("li");
        out.open("li").element("a", "How to read this", "href", "#read").close("li");
        out.close("ul").close("nav");
    }

    private void checks() {
        out.open("section", "id", "checks", "aria-labelledby", "checks-h");
        out.element("h2", "Checks", "id", "checks-h");
        new ChecksTable(out, judgement).draw(judgement.worstFirst());
        out.close("section");
    }

    private void function(SeriesTally tally) {
        new FunctionSection(out, tally, byFunction.getOrDefault(tally.function(), List.of())).draw();
        judgement
                .explanation(tally.function())
                .ifPresent(explanation -> new ExplanationSection(out, explanation, tally.function()).draw());
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

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
