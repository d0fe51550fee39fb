package io.coldgate.report.html;

import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RecordedCheck;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Figures;
import io.coldgate.report.Judgement;
import io.coldgate.sample.ToolResults;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.verdict.Verdict;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Every check, worst first. On a narrow page each row becomes a card; ARIA roles keep it a table for screen readers.
 */
final class ChecksTable {
    /** The longest figure on one line; longer ones would make the table wider than the page. */
    private static final int ONE_LINE = 24;

    private static final int TWO_LINES = 40;

    private static final char NO_BREAK = '\u00a0';

    private final Markup out;
    private final Map<String, SeriesTally> tallies;
    private final Map<ToolResults.Source, String> tools = new HashMap<>();

    ChecksTable(Markup out, Judgement judgement) {
        this.out = out;
        this.tallies = judgement.build().allSeries().stream()
                .collect(Collectors.toMap(SeriesTally::function, Function.identity()));
        for (ToolResults results : judgement.build().imported()) {
            tools.put(results.source(), ToolSection.id(tools.size()));
        }
    }

    void draw(Iterable<CheckResult> results) {
        out.open("table", "class", "checks", "role", "table");
        out.open("caption").text("Every check, worst first.");
        out.element("span", " The bar shows the 95 % interval and the measured value beside the limit.", "class", "bar")
                .close("caption");
        out.open("thead", "role", "rowgroup").open("tr", "role", "row");
        for (String heading : new String[] {"Verdict", "Check", "Measured", "Interval 95 %", "Budget"}) {
            heading(heading, heading.equals("Verdict") || heading.equals("Check") ? "" : "number");
        }
        heading("Beside the limit", "bar");
        heading("n", "number");
        heading("Evidence", "number");
        out.close("tr").close("thead").open("tbody", "role", "rowgroup");
        results.forEach(this::row);
        out.close("tbody").close("table");
    }

    private void heading(String text, String css) {
        out.element("th", text, "scope", "col", "role", "columnheader", "class", css);
    }

    private void row(CheckResult result) {
        out.open("tr", "role", "row", "class", VerdictStyle.css(result.verdict()));
        out.open("td", "role", "cell", "class", "verdict");
        VerdictStyle.badge(out, result.verdict());
        out.close("td");
        name(result);
        measured(result);
        boolean compared = result.ratio().isPresent();
        figure("Interval 95 %", compared, Figures.interval(result));
        figure("Budget", compared, Figures.limit(result.check()));
        out.open("td", "role", "cell", "class", "bar");
        ShareOfLimit.of(result, facts(result)).ifPresent(share -> LimitBar.draw(out, share, result.verdict()));
        out.close("td");
        cell("n", "number", Figures.samples(result));
        // The reason for a check that was not measured is below its name.
        boolean decided = result.verdict() != Verdict.NOT_MEASURED;
        String evidence = decided ? Figures.evidence(result) : "";
        cell("Evidence", evidence.contains(", last") ? "number evidence" : "number", evidence);
        out.close("tr");
    }

    /** Writes the measured values; both sides of a comparison and the change may be on several lines. */
    private void measured(CheckResult result) {
        String measured = result.measured();
        if (measured.contains(Words.ARROW)) {
            cell("Measured", "number strong sides", pieces(Words.arrows(measured)));
        } else {
            String css = measured.length() > ONE_LINE ? "number strong sides" : "number strong";
            cell("Measured", css, measured.isEmpty() ? "not measured" : measured);
        }
    }

    /**
     * Writes a figure: a short one on one line, a longer one broken between its parts, a very long one at any space.
     */
    private void figure(String label, boolean compared, String text) {
        if (!compared && text.length() <= ONE_LINE) {
            cell(label, "number", text);
            return;
        }
        boolean anywhere = text.length() > (text.contains("\u2013") ? TWO_LINES : ONE_LINE);
        cell(label, "number sides", anywhere ? text.replace("\u2264 ", "\u2264" + NO_BREAK) : pieces(text));
    }

    /** Returns the text with line breaks allowed only after a comma or a dash, and before such a word. */
    private static String pieces(String text) {
        return text.replace(' ', NO_BREAK)
                .replace("," + NO_BREAK, ", ")
                .replace("\u2013" + NO_BREAK, "\u2013 ")
                .replace(NO_BREAK + "of" + NO_BREAK, " of" + NO_BREAK)
                .replace(NO_BREAK + "over" + NO_BREAK, " over" + NO_BREAK);
    }

    private void name(CheckResult result) {
        String function = result.check().function();
        out.open("td", "role", "cell", "class", "name").open("div", "class", "check");
        Optional<String> section = section(result.check());
        if (section.isPresent()) {
            out.element("a", function, "href", "#" + section.get());
        } else {
            out.element("span", function);
        }
        out.text(" ")
                .element("b", result.check().subject() + " " + result.check().rule())
                .close("div");
        Location location = result.check().location();
        out.open("div", "class", "why").text(Words.cut(result.explanation()) + " \u00b7 ");
        out.element("span", location.file() + ":" + location.line(), "class", "where")
                .close("div")
                .close("td");
    }

    /** Returns the id of the section with the details of a check. */
    private Optional<String> section(Check check) {
        if (check instanceof RecordedCheck recorded) {
            return Optional.ofNullable(tools.get(recorded.source()));
        }
        return tallies.containsKey(check.function())
                ? Optional.of(FunctionSection.id(check.function()))
                : Optional.empty();
    }

    private Optional<ArtifactFacts> facts(CheckResult result) {
        return Optional.ofNullable(tallies.get(result.check().function())).flatMap(SeriesTally::facts);
    }

    /** Writes a cell; an empty one is left out when rows are cards. */
    private void cell(String label, String css, String text) {
        out.element("td", text, "role", "cell", "class", text.isEmpty() ? css + " empty" : css, "data-label", label);
    }
}
