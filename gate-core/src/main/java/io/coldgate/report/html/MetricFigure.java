package io.coldgate.report.html;

import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.report.Figures;
import io.coldgate.stats.Contrast;
import io.coldgate.verdict.VerdictReason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The plots of one series of values, with captions, text alternatives and numbers. */
final class MetricFigure {
    private static final String NOTHING = "not measured";

    private final Markup out;
    private final String id;
    private final String owner;

    /**
     * A figure.
     *
     * @param id the prefix of the ids of its plots
     * @param owner the owner of the values: a function or another tool
     */
    MetricFigure(Markup out, String id, String owner) {
        this.out = out;
        this.id = id;
        this.owner = owner;
    }

    void draw(MetricView view) {
        String title = owner + " " + view.name();
        out.open("figure").open("figcaption").element("h3", view.name()).close("figcaption");
        out.open("div", "class", "pair");
        out.open("div");
        caption("Share of " + view.thing() + "s up to each value, and every one as a point", "what");
        new DistributionPlot(out, view).draw(id + "-ecdf", title + ": distribution", distribution(view));
        out.close("div").open("div");
        caption("In the order of measurement, with the median of each part", "what");
        new OrderPlot(out, view).draw(id + "-order", title + ": in order", drift(view));
        out.close("div").close("div");
        against(view, title, Contrast.RATIO, "-ratio");
        against(view, title, Contrast.DIFFERENCE, "-difference");
        new Numbers(out).draw(view);
        out.close("figure");
    }

    /** Draws ratios or differences against the baseline; the two do not share an axis. */
    private void against(MetricView view, String title, Contrast contrast, String suffix) {
        List<CheckResult> results = view.regressions().stream()
                .filter(result -> result.why() != VerdictReason.IDENTICAL_PACKAGE
                        && result.check() instanceof RegressionCheck check
                        && check.test().contrast() == contrast)
                .toList();
        if (!results.isEmpty()) {
            caption("Candidate against baseline, " + baseline(results), "what ratio");
            new RatioPlot(out, results).draw(id + suffix, title + ": against the baseline", sentences(results));
        }
    }

    private void caption(String text, String css) {
        out.element("p", text, "class", css);
    }

    /** Returns the ratios as text above their plot. */
    private static String baseline(List<CheckResult> results) {
        return results.stream()
                .map(result -> result.check().rule() + " "
                        + (result.ratio().isEmpty()
                                ? NOTHING
                                : Words.arrows(result.measured()) + ", 95 % interval " + Figures.interval(result)
                                        + ", over " + Figures.samples(result) + " starts in random order"))
                .collect(Collectors.joining("; "));
    }

    /** Returns the plot as text. */
    private static String distribution(MetricView view) {
        StringBuilder words = new StringBuilder();
        for (ArmValues arm : view.arms()) {
            words.append(view.hasBaseline() ? arm.name() + ": " : "")
                    .append(Words.count(arm.size(), view.thing()))
                    .append(", from ")
                    .append(view.amount(arm.sorted()[0]))
                    .append(" to ")
                    .append(view.amount(arm.sorted()[arm.size() - 1]))
                    .append(", median ")
                    .append(view.amount(arm.quantile(.5)))
                    .append(arm.failed() > 0 ? ", " + arm.failed() + " failed. " : ". ");
        }
        return words + sentences(view.limits().stream().map(Limit::result).toList());
    }

    private static String sentences(List<CheckResult> results) {
        return results.stream()
                .map(result -> {
                    String interval = Figures.interval(result);
                    return result.check().rule() + ": "
                            + (result.measured().isEmpty() ? NOTHING : result.measured())
                            + (interval.isEmpty() ? "" : ", interval " + interval) + ", budget "
                            + Figures.limit(result.check()) + ": " + result.verdict() + ".";
                })
                .collect(Collectors.joining(" "));
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
}
