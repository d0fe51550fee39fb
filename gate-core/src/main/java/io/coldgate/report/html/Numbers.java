package io.coldgate.report.html;

import java.util.List;

/** The numbers behind a plot, for readers who cannot see it or want exact values. */
final class Numbers {
    private static final double[] QUANTILES = {.05, .25, .5, .75, .9, .95, .99};

    private final Markup out;

    Numbers(Markup out) {
        this.out = out;
    }

    /** Draws two tables in an element that opens on a click or a key press. */
    void draw(MetricView view) {
        out.open("details", "class", "numbers").element("summary", view.name() + " in numbers");
        out.open("div", "class", "tables");
        quantiles(view);
        drift(view);
        out.close("div").close("details");
    }

    private void quantiles(MetricView view) {
        open("Distribution", view);
        row(view.thing() + "s", view.arms(), arm -> Integer.toString(arm.size()));
        row("failed", view.arms(), arm -> Integer.toString(arm.failed()));
        row("least", view.arms(), arm -> view.amount(arm.sorted()[0]));
        for (double p : QUANTILES) {
            row("p" + Math.round(p * 100), view.arms(), arm -> view.amount(arm.quantile(p)));
        }
        row("greatest", view.arms(), arm -> view.amount(arm.sorted()[arm.size() - 1]));
        close();
    }

    private void drift(MetricView view) {
        open("Medians in order", view);
        int parts = view.arms().stream()
                .mapToInt(arm -> Drift.parts(arm.size()))
                .min()
                .orElse(0);
        for (int i = 0; i < parts; i++) {
            int part = i;
            row("part " + (i + 1) + " of " + parts, view.arms(), arm -> median(view, arm, part));
        }
        close();
    }

    private static String median(MetricView view, ArmValues arm, int part) {
        double[] medians = Drift.medians(arm.inOrder());
        return part < medians.length ? view.amount(medians[part]) : "";
    }

    private interface Cell {
        String of(ArmValues arm);
    }

    private void open(String caption, MetricView view) {
        out.open("table", "class", "plain")
                .element("caption", caption)
                .open("thead")
                .open("tr");
        out.element("th", "", "scope", "col");
        view.arms()
                .forEach(arm -> out.element(
                        "th", view.hasBaseline() ? arm.name() : "value", "scope", "col", "class", "number"));
        out.close("tr").close("thead").open("tbody");
    }

    private void row(String name, List<ArmValues> arms, Cell cell) {
        out.open("tr").element("th", name, "scope", "row");
        arms.forEach(arm -> out.element("td", cell.of(arm), "class", "number"));
        out.close("tr");
    }

    private void close() {
        out.close("tbody").close("table");
    }
}
