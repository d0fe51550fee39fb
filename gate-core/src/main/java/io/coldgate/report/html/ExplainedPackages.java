package io.coldgate.report.html;

import io.coldgate.explain.ArmProfile;
import io.coldgate.explain.Explanation;
import io.coldgate.explain.PackageCost;
import io.coldgate.report.ExplanationFigures;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** The package inits of a watched start, the most expensive first. On a narrow page each row becomes a card. */
final class ExplainedPackages {
    /** The number of rows: enough to see where the time goes; report.json has all packages. */
    private static final int MOST = 15;

    private final Markup out;
    private final ArmProfile now;
    private final Optional<ArmProfile> then;

    ExplainedPackages(Markup out, Explanation explanation) {
        this.out = out;
        this.now = explanation.candidate();
        this.then = explanation.baseline();
    }

    void draw() {
        if (now.packages().isEmpty()) {
            return;
        }
        out.element("h3", "Package inits");
        out.open("table", "class", "packages", "role", "table");
        out.element(
                "caption",
                "The dearest first; medians, the interval of 95 %, the share of the init of "
                        + ExplanationFigures.time(now.next().value())
                        + (then.isPresent() ? ". Below a figure stands the baseline's." : "."));
        out.open("thead", "role", "rowgroup").open("tr", "role", "row");
        out.element("th", "Package", "scope", "col", "role", "columnheader");
        for (String heading : new String[] {"Time", "Interval 95 %", "Share of init", "Allocs", "Bytes"}) {
            out.element("th", heading, "scope", "col", "role", "columnheader", "class", "number");
        }
        out.close("tr").close("thead").open("tbody", "role", "rowgroup");
        List<PackageCost> shown = now.packages().stream().limit(MOST).toList();
        shown.forEach(this::row);
        if (now.packages().size() > MOST) {
            rest(shown.stream().map(PackageCost::name).collect(Collectors.toSet()));
        }
        out.close("tbody").close("table");
    }

    private void row(PackageCost cost) {
        out.open("tr", "role", "row").open("th", "scope", "row", "role", "rowheader", "class", "name");
        out.element("code", Words.cut(cost.name()));
        if (!cost.at().isEmpty()) {
            out.open("div", "class", "why").text("at ");
            out.element("code", Words.cut(ExplanationFigures.file(cost.at())), "title", Words.cut(cost.at()))
                    .close("div");
        }
        out.close("th");
        Optional<PackageCost> before = then.flatMap(arm -> arm.cost(cost.name()));
        boolean isNew = then.isPresent() && before.isEmpty();
        cell(
                "Time",
                ExplanationFigures.time(cost.nanos().value()),
                isNew
                        ? "not in the baseline"
                        : before.map(each -> baseline(
                                        ExplanationFigures.time(each.nanos().value())))
                                .orElse(""));
        cell(
                "Interval 95 %",
                interval(cost), before.map(each -> baseline(interval(each))).orElse(""));
        cell("Share of init", share(cost.nanos().value()), "");
        cell(
                "Allocs",
                count(cost.allocs()),
                before.map(each -> baseline(count(each.allocs()))).orElse(""));
        cell(
                "Bytes",
                size(cost.bytes()),
                before.map(each -> baseline(size(each.bytes()))).orElse(""));
        out.close("tr");
    }

    private static String interval(PackageCost cost) {
        return ExplanationFigures.time(cost.nanos().low()) + " \u2013 "
                + ExplanationFigures.time(cost.nanos().high());
    }

    /** Writes the remaining packages in one row; for the baseline, everything without a row above. */
    private void rest(Set<String> shown) {
        List<PackageCost> others = now.packages().stream().skip(shown.size()).toList();
        List<PackageCost> before = then.stream()
                .flatMap(arm -> arm.packages().stream())
                .filter(cost -> !shown.contains(cost.name()))
                .toList();
        out.open("tr", "role", "row")
                .element(
                        "th",
                        Words.count(others.size(), "more package"),
                        "scope",
                        "row",
                        "role",
                        "rowheader",
                        "class",
                        "name");
        double nanos = sum(others, cost -> cost.nanos().value());
        cell(
                "Time",
                ExplanationFigures.time(nanos),
                then.isEmpty()
                        ? ""
                        : baseline(ExplanationFigures.time(
                                sum(before, cost -> cost.nanos().value()))));
        cell("Interval 95 %", "", "");
        cell("Share of init", share(nanos), "");
        counts("Allocs", others, before, PackageCost::allocs, ExplainedPackages::count);
        counts("Bytes", others, before, PackageCost::bytes, ExplainedPackages::size);
        out.close("tr");
    }

    private interface Shown {
        String of(long count);
    }

    private void counts(
            String label,
            List<PackageCost> others,
            List<PackageCost> before,
            ToLongFunction<PackageCost> of,
            Shown shown) {
        cell(label, shown.of(total(others, of)), then.isEmpty() ? "" : baseline(shown.of(total(before, of))));
    }

    /** Returns the sum; -1 if one of the costs is not known. */
    private static long total(List<PackageCost> costs, ToLongFunction<PackageCost> of) {
        boolean known = costs.stream().mapToLong(of).allMatch(count -> count >= 0);
        return known ? costs.stream().mapToLong(of).sum() : -1;
    }

    private static double sum(List<PackageCost> costs, ToDoubleFunction<PackageCost> of) {
        return costs.stream().mapToDouble(of).sum();
    }

    private String share(double nanos) {
        double whole = now.next().value();
        return whole > 0 ? String.format(Locale.ROOT, "%.1f %%", 100 * nanos / whole) : "";
    }

    private static String count(long count) {
        return count < 0 ? "" : String.format(Locale.ROOT, "%,d", count);
    }

    private static String size(long bytes) {
        return bytes < 0 ? "" : Words.size(bytes);
    }

    private static String baseline(String figure) {
        return figure.isEmpty() ? "" : "baseline " + figure;
    }

    /** Writes a cell with the baseline's figure below; an empty one is left out when rows are cards. */
    private void cell(String label, String figure, String baseline) {
        boolean empty = figure.isEmpty() && baseline.isEmpty();
        out.open("td", "role", "cell", "class", empty ? "number empty" : "number", "data-label", label);
        out.element("span", figure);
        if (!baseline.isEmpty()) {
            out.element("span", baseline, "class", "then");
        }
        out.close("td");
    }
}
