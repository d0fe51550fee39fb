package io.coldgate.report.html;

import io.coldgate.sample.Metric;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.sweep.FunctionSweep;
import io.coldgate.sweep.MetricFigures;
import io.coldgate.sweep.Recommendation;
import io.coldgate.sweep.SweepResult;
import io.coldgate.sweep.VariantResult;
import io.coldgate.unit.ValueUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Draws a sweep as one standalone SVG: for each function its latency, p50 and p95 with their intervals. */
public final class SweepPlot {
    private static final int WIDTH = 860;
    private static final int LEFT = 250;
    private static final int RIGHT = 830;
    private static final int ROW = 34;
    private static final int HEAD = 62;
    private static final int FOOT = 46;

    /** The longest label left of the axis. */
    private static final int LONGEST_LABEL = 30;

    /** The colours of the HTML report, light and dark. */
    private static final String STYLE = """
            svg { font: 13px system-ui, "Segoe UI", Roboto, "Liberation Sans", sans-serif; --page: #ffffff;
              --text: #18202b; --muted: #545e6c; --faint: #e3e7ec; --p50: #1f5fb0; --p95: #b0221b; }
            @media (prefers-color-scheme: dark) { svg { --page: #181d25; --text: #e7eaee; --muted: #a5afbc;
              --faint: #2b323c; --p50: #74b0ff; --p95: #ff8f85; } }
            .page { fill: var(--page); } text { fill: var(--text); } .muted { fill: var(--muted); }
            .title { font-size: 16px; font-weight: 600; } .grid { stroke: var(--faint); }
            .p50 { stroke: var(--p50); fill: var(--p50); } .p95 { stroke: var(--p95); fill: var(--page); }
            line.p50, line.p95 { stroke-width: 2; } circle { stroke-width: 2; }
            """;

    private final Markup out = new Markup();

    private SweepPlot() {}

    /** Returns the drawing. */
    public static String render(SweepResult result) {
        return new SweepPlot().draw(result);
    }

    private String draw(SweepResult result) {
        int height = 0;
        for (FunctionSweep function : result.functions()) {
            height += height(function);
        }
        String size = "0 0 " + WIDTH + " " + Math.max(height, HEAD);
        out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", size, "role", "img");
        out.element("title", "Cold starts of each combination of settings");
        out.style(STYLE);
        out.empty("rect", "width", "100%", "height", "100%", "class", "page");
        int top = 0;
        for (FunctionSweep function : result.functions()) {
            panel(function, top);
            top += height(function);
        }
        out.close("svg");
        return out.toString();
    }

    private static int height(FunctionSweep function) {
        return HEAD + function.variants().size() * ROW + FOOT;
    }

    private void panel(FunctionSweep function, int top) {
        Metric metric = function.latencyMetric();
        String where = function.region().map(region -> " in " + region).orElse("");
        text(16, top + 26, "start", "title", function.function() + where + ": " + metric.key());
        String star = function.variants().stream().anyMatch(variant -> isRecommended(function, variant))
                ? "; \u2605: proven best p50"
                : "";
        text(
                16,
                top + 46,
                "start",
                "muted",
                "filled: p50, ring: p95, lines: their intervals, 95 % on each side, to the edge where they are open"
                        + star);
        int bottom = top + HEAD + function.variants().size() * ROW;
        Axis axis = axis(function, metric);
        for (double tick : axis.ticks()) {
            double x = x(axis, tick);
            line(x, top + HEAD, x, bottom, "grid");
            text(x, bottom + 18, "middle", "muted", axis.label(tick));
        }
        text(RIGHT, bottom + 36, "end", "muted", axis.unitName());
        for (int i = 0; i < function.variants().size(); i++) {
            row(function, function.variants().get(i), axis, top + HEAD + i * ROW + ROW / 2);
        }
    }

    private void row(FunctionSweep function, VariantResult variant, Axis axis, double y) {
        String label = variant.variant().label();
        String shown = label.length() <= LONGEST_LABEL ? label : label.substring(0, LONGEST_LABEL - 1) + "…";
        text(LEFT - 14, y + 5, "end", "label", (isRecommended(function, variant) ? "★ " : "") + shown);
        Optional<MetricFigures> figures = Optional.ofNullable(variant.figures().get(function.latencyMetric()));
        if (figures.isEmpty() || Double.isInfinite(figures.get().p50())) {
            text(LEFT, y + 5, "start", "muted", figures.isEmpty() ? "not measured" : "half of the starts failed");
            return;
        }
        MetricFigures found = figures.get();
        interval(axis, found.p50(), found.p50Interval(), y - 5, "p50");
        interval(axis, found.p95(), found.p95Interval(), y + 6, "p95");
    }

    private static boolean isRecommended(FunctionSweep function, VariantResult variant) {
        return function.latency()
                .filter(Recommendation::isClear)
                .filter(found -> found.best().contains(variant.variant()))
                .isPresent();
    }

    private void interval(Axis axis, double value, QuantileInterval interval, double y, String css) {
        // An interval with an unknown end is drawn to the end of the axis.
        line(x(axis, interval.low()), y, x(axis, interval.high()), y, css);
        if (Double.isFinite(value)) {
            out.empty("circle", "cx", Canvas.number(x(axis, value)), "cy", Canvas.number(y), "r", "4.5", "class", css);
        }
    }

    private static Axis axis(FunctionSweep function, Metric metric) {
        List<MetricFigures> known = function.variants().stream()
                .map(variant -> Optional.ofNullable(variant.figures().get(metric)))
                .flatMap(Optional::stream)
                .toList();
        double greatest = known.stream()
                .flatMapToDouble(figures -> DoubleStream.of(
                        figures.p50(),
                        figures.p95(),
                        figures.p50Interval().high(),
                        figures.p95Interval().high()))
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        return Axis.of(0, greatest, ValueUnit.TIME);
    }

    private static double x(Axis axis, double value) {
        return LEFT + (RIGHT - LEFT) * axis.at(value);
    }

    private void text(double x, double y, String anchor, String css, String text) {
        out.element("text", text, "x", Canvas.number(x), "y", Canvas.number(y), "text-anchor", anchor, "class", css);
    }

    private void line(double x1, double y1, double x2, double y2, String css) {
        out.empty(
                "line",
                "x1",
                Canvas.number(x1),
                "y1",
                Canvas.number(y1),
                "x2",
                Canvas.number(x2),
                "y2",
                Canvas.number(y2),
                "class",
                css);
    }
}
