package io.coldgate.report.html;

import io.coldgate.gate.CheckResult;
import io.coldgate.gate.RatioFigures;
import io.coldgate.gate.RegressionCheck;
import io.coldgate.report.Figures;
import io.coldgate.stats.Contrast;
import io.coldgate.unit.ValueUnit;
import java.util.List;

/**
 * Candidate against baseline: each ratio, or each difference, with its interval, the tolerance, and a line that marks
 * no change.
 */
final class RatioPlot {
    private static final int ROW = 44;
    private static final int TICK_ROW = 20;
    private static final double LEFT = .03;
    private static final double RIGHT = .97;

    /**
     * The limit of an interval end on the axis; one that is farther out than this, and than the estimate, is drawn at
     * the edge.
     */
    private static final double FARTHEST_PERCENT = 100;

    /** The factor by which the axis extends beyond the estimate if the interval does. */
    private static final double BEYOND_ESTIMATE = 1.2;

    private final Canvas canvas;
    private final List<CheckResult> results;
    private final Contrast contrast;
    private final Axis axis;
    private final int height;

    /** A plot of the results of one contrast; there must be at least one. */
    RatioPlot(Markup out, List<CheckResult> results) {
        this.canvas = new Canvas(out, LEFT, RIGHT);
        this.results = results;
        this.contrast = check(results.get(0)).test().contrast();
        this.axis = contrast == Contrast.RATIO ? percents() : differences();
        this.height = results.size() * ROW + TICK_ROW + 6;
    }

    void draw(String id, String title, String description) {
        canvas.open(id, height, title, description);
        for (double tick : axis.ticks()) {
            double x = x(tick);
            canvas.line(x, 2, x, height - TICK_ROW, tick == 0 ? "axis" : "grid");
            canvas.text(x, height - 5, "middle", "tick", tick == 0 ? "no change" : signed(tick));
        }
        for (int i = 0; i < results.size(); i++) {
            row(results.get(i), i * ROW);
        }
        canvas.close();
    }

    private String signed(double tick) {
        String unit = contrast == Contrast.RATIO ? " %" : "";
        return (tick > 0 ? "+" : "\u2212") + axis.label(Math.abs(tick)) + unit;
    }

    private void row(CheckResult result, int top) {
        RegressionCheck check = check(result);
        String css = VerdictStyle.css(result.verdict());
        double tolerance = x(onAxis(check.limitRatio()));
        boolean more = check.metric().moreIsBetter();
        canvas.rect(more ? LEFT : tolerance, top + 2, more ? tolerance - LEFT : RIGHT - tolerance, ROW - 4, "over");
        canvas.line(tolerance, top + 2, tolerance, top + ROW - 2, "limit " + css);
        canvas.text(
                tolerance + (tolerance > .6 ? -.008 : .008),
                top + 14,
                tolerance > .6 ? "end" : "start",
                "label " + css,
                check.rule() + " " + Figures.limit(check));
        if (result.ratio().isEmpty()) {
            return;
        }
        RatioFigures figures = result.ratio().get();
        double y = top + ROW - 14;
        double low = figures.hasLow() ? x(onAxis(figures.intervalLow())) : LEFT;
        double high = figures.hasHigh() ? x(onAxis(figures.intervalHigh())) : RIGHT;
        canvas.line(low, y, high, y, "interval " + css);
        if (Double.isFinite(figures.estimate())) {
            canvas.shape(x(onAxis(figures.estimate())), y, css);
        }
    }

    private static RegressionCheck check(CheckResult result) {
        return (RegressionCheck) result.check();
    }

    private double x(double value) {
        return canvas.across(axis.at(value));
    }

    private double onAxis(double value) {
        return contrast == Contrast.RATIO ? percent(value) : value;
    }

    private static double percent(double ratio) {
        return (ratio - 1) * 100;
    }

    private Axis differences() {
        double low = -1;
        double high = 1;
        for (CheckResult result : results) {
            double tolerance = check(result).limitRatio();
            high = Math.max(high, tolerance * 1.5);
            low = Math.min(low, -tolerance / 2);
            if (result.ratio().isPresent()) {
                RatioFigures figures = result.ratio().get();
                for (double value : new double[] {figures.intervalLow(), figures.estimate(), figures.intervalHigh()}) {
                    if (Double.isFinite(value)) {
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                    }
                }
            }
        }
        return Axis.of(low, high, ValueUnit.COUNT);
    }

    private Axis percents() {
        double low = -5;
        double high = 5;
        for (CheckResult result : results) {
            double tolerance = percent(check(result).limitRatio());
            high = Math.max(high, tolerance * 1.5);
            low = Math.min(low, -tolerance / 2);
            if (result.ratio().isPresent()) {
                RatioFigures figures = result.ratio().get();
                double measured = Double.isFinite(figures.estimate()) ? percent(figures.estimate()) : 0;
                double farthest = Math.max(FARTHEST_PERCENT, Math.max(2 * tolerance, BEYOND_ESTIMATE * measured));
                for (double ratio : new double[] {figures.intervalLow(), figures.estimate(), figures.intervalHigh()}) {
                    if (ratio > 0 && Double.isFinite(ratio)) {
                        low = Math.min(low, percent(ratio));
                        high = Math.max(high, Math.min(farthest, percent(ratio)));
                    }
                }
            }
        }
        return Axis.of(low, high, ValueUnit.other(""));
    }
}
