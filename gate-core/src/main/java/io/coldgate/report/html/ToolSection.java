package io.coldgate.report.html;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RecordedCheck;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolSeries;
import java.util.List;

/** One file of another tool's results: its facts, and a figure for each series with a check. */
final class ToolSection {
    private final Markup out;
    private final ToolResults results;
    private final List<CheckResult> checks;
    private final String id;

    /** The section of the n-th results, from 0. */
    ToolSection(Markup out, ToolResults results, int n, List<CheckResult> all) {
        this.out = out;
        this.results = results;
        this.id = id(n);
        this.checks = checks(results, all);
    }

    /** Returns the checks on these results. */
    static List<CheckResult> checks(ToolResults results, List<CheckResult> all) {
        return all.stream()
                .filter(result -> result.check() instanceof RecordedCheck check
                        && check.source().equals(results.source()))
                .toList();
    }

    static String id(int n) {
        return "results-" + (n + 1);
    }

    void draw() {
        out.open("section", "class", "function", "id", id, "aria-labelledby", id + "-h");
        out.open("h2", "id", id + "-h").text(Words.cut(results.source().shown()) + " ");
        if (!checks.isEmpty()) {
            VerdictStyle.badge(out, BuildVerdict.of(checks));
        }
        out.close("h2");
        results.problem().ifPresent(problem -> out.element("pre", Words.lines(problem), "class", "note detail broken"));
        if (!results.notes().isEmpty()) {
            out.open("ul", "class", "note");
            // Many notes begin with the name of a series, which must not be capitalised.
            results.notes().forEach(note -> out.element("li", Words.cut(note)));
            out.close("ul");
        }
        if (!results.facts().isEmpty()) {
            FactList list = new FactList(out);
            list.open();
            results.facts().forEach((name, value) -> list.fact(Words.cut(name), Words.cut(value)));
            list.close();
        }
        figures();
        out.close("section");
    }

    private void figures() {
        int number = 0;
        for (ToolSeries series : results.series()) {
            List<CheckResult> own = checks.stream()
                    .filter(result -> ((RecordedCheck) result.check()).id().equals(series.id()))
                    .toList();
            if (!own.isEmpty() && series.values().size() > 0) {
                number++;
                MetricView view = MetricView.of(series, own);
                new MetricFigure(out, id + "-" + number, results.source().tool().key()).draw(view);
            }
        }
    }
}
