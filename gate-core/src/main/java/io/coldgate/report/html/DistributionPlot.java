package io.coldgate.report.html;

import io.coldgate.gate.SeriesFigures;
import java.util.Arrays;

/**
 * The distribution of one metric: the empirical distribution function with each budget, its interval and its estimate,
 * and below it every sample as a point. The curve must stay out of the area that a limit shades.
 */
final class DistributionPlot {
    private static final int CURVE_HEIGHT = 168;
    private static final int LABEL_ROW = 17;
    private static final int STRIP = 26;
    private static final int TICK_ROW = 20;
    private static final double LEFT = .12;
    private static final double RIGHT = .98;

    /** The end of the axis when there is a zone for failed starts beside it. */
    private static final double RIGHT_OF_GOOD = .84;

    private static final double FAILED_FROM = .87;

    /** The number of steps of a curve: no screen can show more. */
    private static final int COLUMNS = 500;

    private final MetricView view;
    private final Axis axis;
    private final Canvas canvas;
    private final int top;
    private final int bottom;
    private final int height;

    DistributionPlot(Markup out, MetricView view) {
        this.view = view;
        this.axis = view.axis();
        this.canvas = new Canvas(out, LEFT, view.failed() > 0 ? RIGHT_OF_GOOD : RIGHT);
        this.top = LABEL_ROW * view.limits().size() + 8;
        this.bottom = top + CURVE_HEIGHT;
        this.height = height(view);
    }

    /** Returns the height in pixels, which the plot beside it shares. */
    static int height(MetricView view) {
        return LABEL_ROW * view.limits().size()
                + 8
                + CURVE_HEIGHT
                + view.arms().size() * (LABEL_ROW + STRIP)
                + TICK_ROW;
    }

    void draw(String id, String title, String description) {
        canvas.open(id, height, title, description);
        view.limits().forEach(this::shade);
        grid();
        for (int i = view.arms().size() - 1; i >= 0; i--) {
            curve(view.arms().get(i));
            strip(view.arms().get(i), bottom + i * (LABEL_ROW + STRIP));
        }
        for (int i = 0; i < view.limits().size(); i++) {
            limit(view.limits().get(i), i);
        }
        view.limits().forEach(this::interval);
        canvas.close();
    }

    private double y(double share) {
        return bottom - share * CURVE_HEIGHT;
    }

    /** Returns the horizontal position of a value; failed starts are in the zone beside the axis. */
    private double x(double value) {
        return Double.isInfinite(value) ? (FAILED_FROM + RIGHT) / 2 : canvas.across(axis.at(value));
    }

    private void grid() {
        double ticksEnd = height - TICK_ROW;
        for (double tick : axis.ticks()) {
            double x = x(tick);
            canvas.line(x, top, x, ticksEnd, "grid");
        }
        new TickRow(canvas, axis).draw(height - 5);
        canvas.line(LEFT, top, RIGHT, top, "grid").line(LEFT, bottom, RIGHT, bottom, "axis");
        for (double level : view.limits().stream()
                .mapToDouble(Limit::level)
                .filter(level -> level > 0 && level < 1)
                .distinct()
                .sorted()
                .toArray()) {
            canvas.line(LEFT, y(level), RIGHT, y(level), "level");
        }
        for (double level : new double[] {1, .75, .5, .25, 0}) {
            canvas.text(
                    LEFT - .01,
                    y(level) + 4,
                    "end",
                    level % .5 == 0 ? "tick" : "tick wide",
                    level == 0 ? "0" : Math.round(level * 100) + " %");
        }
    }

    /**
     * Shades the forbidden area of the curve: beyond the limit and below its level or, if more is better, before and
     * above.
     */
    private void shade(Limit limit) {
        double x = x(limit.value());
        double y = y(limit.level());
        if (limit.atLeast() && limit.value() >= axis.from()) {
            canvas.rect(LEFT, top, x - LEFT, y - top, "over");
        } else if (!limit.atLeast() && limit.value() <= axis.to()) {
            canvas.rect(x, y, RIGHT - x, bottom - y, "over");
        }
    }

    private void limit(Limit limit, int row) {
        double x = x(limit.value());
        double textY = LABEL_ROW * row + LABEL_ROW - 4;
        if (axis.holds(limit.value())) {
            canvas.line(x, textY - 9, x, bottom, "limit " + limit.css());
        }
        boolean atRight = x > .5 || limit.isLong(axis);
        canvas.text(
                limit.isLong(axis) ? RIGHT : x + (atRight ? -.008 : .008),
                textY,
                atRight ? "end" : "start",
                "label " + limit.css(),
                limit.label(axis));
    }

    /** Draws the interval as a bar at the height of its quantile, and the estimate as the verdict's shape. */
    private void interval(Limit limit) {
        if (limit.result().figures().isEmpty()) {
            return;
        }
        SeriesFigures figures = limit.result().figures().get();
        double y = y(limit.level());
        if (limit.result().check().isQuantile()) {
            double low = figures.intervalLow() == 0 ? LEFT : x(figures.intervalLow());
            double high = Double.isInfinite(figures.intervalHigh()) ? RIGHT : x(figures.intervalHigh());
            canvas.line(low, y, high, y, "interval " + limit.css());
        }
        canvas.shape(x(figures.estimate()), y, limit.css());
    }

    private void curve(ArmValues arm) {
        double[] values = arm.finite();
        Canvas.Path path = new Canvas.Path();
        if (values.length == 0) {
            return;
        }
        double start = x(values[0]);
        path.move(start, bottom);
        int column = (int) Math.round(axis.at(values[0]) * COLUMNS);
        for (int i = 0; i < values.length && values[i] <= axis.to(); i++) {
            int next = (int) Math.round(axis.at(values[i]) * COLUMNS);
            if (next != column) {
                path.verticalTo(y((double) i / arm.size()));
                path.horizontalTo(canvas.across((double) next / COLUMNS));
                column = next;
            }
        }
        long within = Arrays.stream(values).filter(v -> v <= axis.to()).count();
        path.verticalTo(y((double) within / arm.size()));
        path.horizontalTo(RIGHT);
        canvas.path(path, height, "curve " + arm.name());
    }

    /** Draws every start as a point; starts beyond the axis and failed ones are drawn separately, with their number. */
    private void strip(ArmValues arm, double stripTop) {
        double[] values = arm.finite();
        Canvas.Path points = new Canvas.Path();
        Canvas.Path beyond = new Canvas.Path();
        int outside = (int) Arrays.stream(values).filter(v -> v > axis.to()).count();
        double bandTop = stripTop + LABEL_ROW + 4;
        for (int index : Points.of(values.length)) {
            double y = bandTop + Points.scatter(index) * (STRIP - 8);
            if (values[index] > axis.to()) {
                beyond.point(canvas.across(1), y);
            } else {
                points.point(x(values[index]), y);
            }
        }
        StringBuilder label = new StringBuilder();
        if (view.hasBaseline()) {
            label.append(arm.name()).append(": ");
        }
        label.append(Points.count(arm.size(), view.thing()));
        if (outside > 0) {
            label.append("; ")
                    .append(outside)
                    .append(" beyond the axis, up to ")
                    .append(view.amount(values[values.length - 1]));
        }
        canvas.text(LEFT, stripTop + LABEL_ROW - 3, "start", "label " + arm.name(), label.toString());
        canvas.path(points, height, "points " + arm.name()).path(beyond, height, "points beyond " + arm.name());
        failed(arm, bandTop);
    }

    private void failed(ArmValues arm, double bandTop) {
        if (arm.failed() == 0) {
            return;
        }
        Canvas.Path points = new Canvas.Path();
        for (int index : Points.of(arm.failed())) {
            double across = FAILED_FROM + .01 + Points.scatter(3 * index) * (RIGHT - FAILED_FROM - .02);
            points.point(across, bandTop + Points.scatter(index) * (STRIP - 8));
        }
        canvas.line(FAILED_FROM, top, FAILED_FROM, height - TICK_ROW, "limit");
        canvas.path(points, height, "points failed");
        canvas.text(RIGHT, bandTop - 7, "end", "label fail", arm.failed() + " failed");
    }
}
