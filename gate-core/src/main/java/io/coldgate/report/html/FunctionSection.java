package io.coldgate.report.html;

import io.coldgate.gate.BuildVerdict;
import io.coldgate.gate.Check;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.SeriesTally;
import io.coldgate.report.Figures;
import io.coldgate.report.TimeBreakdown;
import io.coldgate.thresholds.FunctionBudgets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Everything of one function: what went wrong, its plots, where its time went, its package. */
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

    /** The name of its place in the page. Names of functions have letters, digits, - and _ only. */
    static String id(String function) {
        return "f-" + function;
    }

    void draw() {
        out.open("section", "class", "function", "id", id, "aria-labelledby", id + "-h");
        out.open("h2", "id", id + "-h").text(tally.function() + " ");
        if (!results.isEmpty()) {
            VerdictStyle.badge(out, BuildVerdict.of(results));
        }
        out.close("h2");
        settings();
        new Notes(out, tally).draw();
        for (MetricView view : MetricView.of(tally, results)) {
            metric(view);
        }
        out.open("div", "class", "columns");
        times();
        tally.facts().ifPresent(facts -> {
            out.open("div").element("h3", "Package");
            new PackageFacts(out).draw(facts);
            out.close("div");
        });
        out.close("div").close("section");
    }

    private void settings() {
        FunctionBudgets budgets = tally.plan().budgets();
        out.open("p", "class", "settings");
        out.text(String.join(
                " \u00b7 ",
                Words.count(tally.starts().size(), "sample")
                        + (tally.discarded() > 0 ? ", " + tally.discarded() + " discarded after the deployment" : ""),
                budgets.runtime(),
                budgets.architecture(),
                budgets.memoryMegabytes() + " MB"));
        if (!tally.deployedAs().isEmpty()) {
            out.text(" \u00b7 deployed as ").element("code", Words.cut(tally.deployedAs()));
        }
        out.close("p");
    }

    private void metric(MetricView view) {
        String key = view.metric().key();
        String plot = id + "-" + key;
        out.open("figure").open("figcaption").element("h3", key).close("figcaption");
        out.open("div", "class", "pair");
        out.open("div");
        out.element("p", "Share of cold starts up to each value, and every cold start as a point", "class", "what");
        new DistributionPlot(out, view)
                .draw(plot + "-ecdf", tally.function() + " " + key + ": distribution", distribution(view));
        out.close("div").open("div");
        out.element("p", "In the order of measurement, with the median of each part", "class", "what");
        new OrderPlot(out, view).draw(plot + "-order", tally.function() + " " + key + ": in order", drift(view));
        out.close("div").close("div");
        if (!view.regressions().isEmpty()) {
            out.element("p", "Candidate against baseline, " + baseline(view), "class", "what ratio");
            new RatioPlot(out, view.regressions())
                    .draw(plot + "-ratio", tally.function() + " " + key + ": against the baseline", ratios(view));
        }
        new Numbers(out).draw(view);
        out.close("figure");
    }

    /** The ratios in words above their plot. */
    private static String baseline(MetricView view) {
        return view.regressions().stream()
                .map(result -> result.check().rule() + " " + result.measured() + ", 95 % interval "
                        + Figures.interval(result) + ", over " + Figures.samples(result) + " starts in random order")
                .collect(Collectors.joining("; "));
    }

    /** The plot in words. */
    private static String distribution(MetricView view) {
        StringBuilder words = new StringBuilder();
        for (ArmValues arm : view.arms()) {
            words.append(arm.name())
                    .append(": ")
                    .append(Words.count(arm.size(), "cold start"))
                    .append(", from ")
                    .append(view.amount(arm.sorted()[0]))
                    .append(" to ")
                    .append(view.amount(arm.sorted()[arm.size() - 1]))
                    .append(", median ")
                    .append(view.amount(arm.quantile(.5)))
                    .append(arm.failed() > 0 ? ", " + arm.failed() + " failed. " : ". ");
        }
        view.limits().forEach(result -> words.append(sentence(result)));
        return words.toString().strip();
    }

    private static String sentence(CheckResult result) {
        Check check = result.check();
        String interval = Figures.interval(result);
        return check.rule() + ": " + result.measured() + (interval.isEmpty() ? "" : ", interval " + interval)
                + ", budget " + Figures.limit(check) + ": " + result.verdict() + ". ";
    }

    private static String drift(MetricView view) {
        double[] medians = Drift.medians(view.candidate().inOrder());
        return String.format(
                Locale.ROOT,
                "Median of the first part %s, of the last part %s; %d parts.",
                view.amount(medians[0]),
                view.amount(medians[medians.length - 1]),
                medians.length);
    }

    private static String ratios(MetricView view) {
        StringBuilder words = new StringBuilder();
        view.regressions().forEach(result -> words.append(sentence(result)));
        return words.toString().strip();
    }

    private void times() {
        Optional<TimeBreakdown> candidate = TimeBreakdown.of(tally.starts());
        if (candidate.isEmpty()) {
            return;
        }
        out.open("div").element("h3", "Where the time went");
        new PhasesBar(out).draw(id + "-phases", "Medians of the phases", candidate.get());
        TimeBreakdown.of(tally.baselineStarts()).ifPresent(times -> {
            out.element("p", "Baseline", "class", "what");
            new PhasesBar(out).draw(id + "-phases-baseline", "Medians of the baseline's phases", times);
        });
        candidate
                .get()
                .memoryBytes()
                .ifPresent(bytes -> out.element(
                        "p",
                        "Memory: " + Words.size(bytes) + " in the median, of "
                                + tally.plan().budgets().memoryMegabytes() + " MB",
                        "class",
                        "memory"));
        out.close("div");
    }
}
