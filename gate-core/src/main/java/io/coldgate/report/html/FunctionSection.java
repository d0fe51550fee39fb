package io.coldgate.report.html;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.TimeBreakdown;
import io.coldgate.thresholds.FunctionSpec;
import java.util.List;
import java.util.Optional;

/** The section of one function: what went wrong, its plots, its time by phase, its package. */
final class FunctionSection {
    private final Markup out;
    private final SeriesTally tally;
    private final List<CheckResult> results;
    private final String id;

    FunctionSection(Markup out, SeriesTally tally, List<CheckResult> results) {
        this.out = out;
        this.tally = tally;
        this.results = results;
        this.id = id(tally.function());
    }

    /**
     * Returns the id of the section in the page. Ids of its parts contain a dot; function names have only letters,
     * digits, - and _.
     */
    static String id(String function) {
        return "f-" + function;
    }

    void draw() {
        out.open("section", "class", "function", "id", id, "aria-labelledby", id + ".h");
        out.open("h2", "id", id + ".h").text(tally.function() + " ");
        if (!results.isEmpty()) {
            VerdictStyle.badge(out, BuildVerdict.of(results));
        }
        out.close("h2");
        settings();
        new Notes(out, tally).draw();
        for (MetricView view : MetricView.of(tally, results)) {
            new MetricFigure(out, id + "." + view.name(), tally.function()).draw(view);
        }
        timesAndPackage();
        out.close("section");
    }

    private void timesAndPackage() {
        Optional<TimeBreakdown> candidate = TimeBreakdown.of(tally.starts());
        if (candidate.isEmpty() && tally.facts().isEmpty()) {
            return;
        }
        out.open("div", "class", "columns");
        candidate.ifPresent(this::times);
        tally.facts().ifPresent(facts -> {
            out.open("div").element("h3", "Package");
            new PackageFacts(out).draw(facts, tally.codeSha256());
            out.close("div");
        });
        out.close("div");
    }

    private void settings() {
        FunctionSpec function = tally.plan().spec();
        out.open("p", "class", "settings");
        out.text(String.join(
                " \u00b7 ",
                Words.count(tally.starts().size(), "sample")
                        + (tally.discarded() > 0 ? ", " + tally.discarded() + " discarded after the deployment" : ""),
                function.configuration().runtime(),
                function.configuration().architecture(),
                function.configuration().memoryMegabytes() + " MB"));
        if (!tally.deployedAs().isEmpty()) {
            out.text(" \u00b7 deployed as ").element("code", Words.cut(tally.deployedAs()));
        }
        out.close("p");
    }

    private void times(TimeBreakdown candidate) {
        out.open("div").element("h3", "Where the time went");
        new PhasesBar(out).draw(id + ".phases", "Medians of the phases", candidate);
        TimeBreakdown.of(tally.baselineStarts()).ifPresent(times -> {
            out.element("p", "Baseline", "class", "what");
            new PhasesBar(out).draw(id + ".phases-baseline", "Medians of the baseline's phases", times);
        });
        candidate
                .memoryBytes()
                .ifPresent(bytes -> out.element(
                        "p",
                        "Memory: " + Words.size(bytes) + " in the median, of "
                                + tally.plan().spec().configuration().memoryMegabytes() + " MB",
                        "class",
                        "memory"));
        out.close("div");
    }
}
