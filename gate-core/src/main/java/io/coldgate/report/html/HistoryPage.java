package io.coldgate.report.html;

import io.coldgate.history.BudgetRecord;
import io.coldgate.history.HistoryView;
import io.coldgate.history.Trend;
import io.coldgate.report.HistoryWords;
import io.coldgate.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A history as one page without scripts or external resources, in the style of {@code report.html}. */
public final class HistoryPage {
    /** The prefix of each page; a hand-written page begins differently. */
    public static final String BEGIN = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>\n"
            + "<meta http-equiv=\"Content-Security-Policy\""
            + " content=\"default-src &#39;none&#39;; style-src &#39;sha256-";

    private static final String STYLE =
            PageHead.read("report.css") + PageHead.read("rows.css") + PageHead.read("history.css");

    /** The columns of the table of budgets, after the name. */
    private static final List<String> COLUMNS = List.of(
            "Days without a breach", "Runs", "Breaches", "Changes blocked", "Accepted", "Undecided", "Not measured");

    private final Markup out = new Markup();
    private final HistoryView view;
    private final Map<String, List<Trend>> functions;
    private int figures;

    private HistoryPage(HistoryView view) {
        this.view = view;
        this.functions = view.trends().stream()
                .collect(Collectors.groupingBy(
                        trend -> trend.key().function(), LinkedHashMap::new, Collectors.toList()));
    }

    /**
     * Returns the page.
     *
     * @param name the history's name
     * @param version the version of Coldgate
     */
    public static String render(HistoryView view, String name, String version) {
        HistoryPage page = new HistoryPage(view);
        Verdict newest = view.newestVerdict().orElse(Verdict.NOT_MEASURED);
        page.out.doctype().open("html", "lang", "en");
        PageHead.draw(page.out, "Coldgate history", PageIcon.of(newest), STYLE);
        page.out.open("body");
        VerdictStyle.shapes(page.out);
        page.out.element("a", "Skip to the budgets", "class", "skip", "href", "#budgets");
        page.header(name);
        page.contents();
        page.out.open("main");
        page.budgets();
        page.functions.forEach(page::function);
        new RecoverySection(page.out, view).draw();
        page.hosts();
        page.read();
        page.out.close("main");
        page.out
                .open("footer")
                .element("p", "Made by Coldgate " + version + ".")
                .close("footer");
        page.out.close("body").close("html");
        return page.out.toString();
    }

    private void header(String name) {
        out.open("header").element("p", "Coldgate history: " + Words.cut(name), "class", "product");
        out.open("h1");
        view.newestVerdict().ifPresent(verdict -> {
            VerdictStyle.badge(out, verdict);
            out.text(" ");
        });
        BudgetRecord builds = view.builds();
        out.text(builds.daysWithoutBreach()
                .map(days -> Words.count(days, "day") + " without a breach")
                .orElse("No run of the default branch"));
        out.close("h1");
        FactList facts = new FactList(out);
        facts.open();
        facts.fact("Runs", Words.count(builds.runs() + builds.notMeasured(), "run"));
        facts.fact("Breaches", Integer.toString(builds.breaches()));
        facts.fact("Changes blocked", builds.blocked() + " of " + builds.changes());
        HistoryWords.newest(view).ifPresent(build -> facts.fact("Newest", build));
        if (!view.ahead().isEmpty()) {
            facts.fact("Left out", HistoryWords.ahead(view.ahead()));
        }
        facts.close();
        out.close("header");
    }

    private void contents() {
        out.open("nav", "aria-label", "Contents").open("ul");
        link("#budgets", "Budgets");
        int number = 0;
        for (String function : functions.keySet()) {
            link("#f" + number++, Words.cut(function));
        }
        if (!view.incidents().isEmpty()) {
            link("#production", "In production");
        }
        link("#read", "How to read this");
        out.close("ul").close("nav");
    }

    private void link(String address, String text) {
        out.open("li").element("a", text, "href", address).close("li");
    }

    private void budgets() {
        out.open("section", "id", "budgets", "aria-labelledby", "budgets-h");
        out.element("h2", "Budgets", "id", "budgets-h");
        out.element(
                "p", "Days are counted from the last breach, or the first run, to the newest run.", "class", "what");
        out.open("table", "class", "rows");
        out.open("thead").open("tr");
        out.element("th", "Budget", "scope", "col");
        COLUMNS.forEach(column -> out.element("th", column, "scope", "col", "class", "number"));
        out.close("tr").close("thead").open("tbody");
        view.budgets().forEach(this::budget);
        out.close("tbody").close("table").close("section");
    }

    private void budget(BudgetRecord budget) {
        out.open("tr").open("th", "scope", "row");
        out.text(Words.cut(budget.budget().shown() + " " + budget.limit()));
        if (view.isOld(budget)) {
            String last = budget.last().map(HistoryWords::date).orElse("by changes only");
            out.element("span", " last judged " + last, "class", "why");
        }
        out.close("th");
        List<String> cells = List.of(
                budget.daysWithoutBreach().map(String::valueOf).orElse("-"),
                Integer.toString(budget.runs()),
                Integer.toString(budget.breaches()),
                budget.blocked() + " of " + budget.changes(),
                Integer.toString(budget.accepted()),
                Integer.toString(budget.undecided()),
                Integer.toString(budget.notMeasured()));
        for (int i = 0; i < cells.size(); i++) {
            out.element("td", cells.get(i), "class", "number", "data-label", COLUMNS.get(i));
        }
        out.close("tr");
    }

    private void function(String name, List<Trend> trends) {
        String id = "f" + List.copyOf(functions.keySet()).indexOf(name);
        out.open("section", "id", id, "class", "function", "aria-labelledby", id + "-h");
        out.element("h2", Words.cut(name), "id", id + "-h");
        Predicate<Trend> first =
                trend -> view.hasBudget(trend) || !trend.shifts().isEmpty();
        trends.stream().filter(first).forEach(this::figure);
        List<Trend> others = trends.stream().filter(first.negate()).toList();
        if (!others.isEmpty()) {
            out.open("details").element("summary", Words.count(others.size(), "more metric"));
            others.forEach(this::figure);
            out.close("details");
        }
        out.close("section");
    }

    private void figure(Trend trend) {
        String id = "p" + figures++;
        out.open("figure").element("h3", Words.cut(trend.key().metric()));
        String now = trend.last()
                .map(point -> "Newest median " + HistoryWords.median(point.series()) + " on "
                        + Words.count(point.series().n(), "sample") + "; ")
                .orElse("");
        String text = now + HistoryWords.trend(trend) + ".";
        out.element("p", text, "class", "what");
        new HistoryPlot(out, view, trend)
                .draw(id, "Medians of " + Words.count(trend.points().size(), "run") + ". " + text);
        if (!trend.shifts().isEmpty()) {
            out.open("ul", "class", "history-shifts");
            trend.shifts()
                    .forEach(shift -> out.element(
                            "li",
                            HistoryWords.shift(trend, shift) + ", seen with the run of "
                                    + HistoryWords.run(shift.seen())));
            out.close("ul");
        }
        out.close("figure");
    }

    private void hosts() {
        if (view.hostChanges().isEmpty()) {
            return;
        }
        out.open("section", "aria-labelledby", "hosts-h").element("h2", "Other hosts", "id", "hosts-h");
        out.element("p", "Runs are compared with runs of the same host only.").open("ul");
        view.hostChanges()
                .forEach(change -> out.element(
                        "li",
                        HistoryWords.run(change.run()) + ": " + Words.cut(String.join("; ", change.differences()))));
        out.close("ul").close("section");
    }

    private void read() {
        out.open("section", "id", "read", "aria-labelledby", "read-h")
                .element("h2", "How to read this", "id", "read-h");
        for (String text : List.of(
                "A point is a run's median, the thick line its interval (95 % on each side), and the thin line the"
                        + " middle 90 % of the values. Square points are runs of changes that were not merged.",
                "A square with a cross above a run of the default branch is a breach of a budget on that metric; a"
                        + " diamond is a change that was blocked by one.",
                "A dashed line is a change point: the medians differ from there on. The test reads the runs of each"
                        + " host separately. As long as nothing drifts, it finds on average at most one false change"
                        + " point in 1,000 runs of the whole history. Where a change began is an estimate. A dotted"
                        + " line marks another host.",
                "Nothing on this page affects a verdict: coldgate check never reads the history.")) {
            out.element("p", text);
        }
        out.close("section");
    }
}
