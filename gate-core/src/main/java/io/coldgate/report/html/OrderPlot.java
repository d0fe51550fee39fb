package io.coldgate.report.html;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The values in the order in which they were measured, so that a drift, a step or a bad minute shows. Both arms share
 * one axis, so points above each other were measured at the same time. The labels of the limits are above all points.
 */
final class OrderPlot {
    /** The height of the row of failed starts, and of the marks of values beyond the axis. */
    private static final int HEAD = 26;

    private static final int LABEL_ROW = 17;
    private static final int TICK_ROW = 20;
    private static final double LEFT = .17;

    /** The length of the line sample before a limit's label. */
    private static final double KEY = .06;

    private static final double RIGHT = .98;

    private final MetricView view;
    private final Axis axis;
    private final Canvas canvas;
    private final int height;
    private final int top;
    private final int failedY;
    private final int bottom;
    private final int all;

    OrderPlot(Markup out, MetricView view) {
        this.view = view;
        this.axis = view.axis();
        this.canvas = new Canvas(out, LEFT, RIGHT);
        this.height = DistributionPlot.height(view);
        int labels = LABEL_ROW
                * (int) view.limits().stream()
                        .filter(limit -> axis.holds(limit.value()))
                        .count();
        this.top = labels + HEAD;
        this.failedY = top - HEAD / 2 - 1;
        this.bottom = height - TICK_ROW;
        this.all = view.arms().stream().mapToInt(ArmValues::size).sum();
    }

    void draw(String id, String title, String description) {
        canvas.open(id, height, title, description);
        grid();
        for (int i = view.arms().size() - 1; i >= 0; i--) {
            points(view.arms().get(i));
        }
        for (int i = view.arms().size() - 1; i >= 0; i--) {
            medians(view.arms().get(i));
        }
        limits();
        canvas.close();
    }

    private double y(double value) {
        return bottom - axis.at(value) * (bottom - top);
    }

    private void grid() {
        new TickColumn(canvas, axis).draw(LEFT, RIGHT, .012, this::y);
        canvas.line(LEFT, bottom, RIGHT, bottom, "axis");
        canvas.text(LEFT, height - 5, "start", "tick", "first");
        canvas.text((LEFT + RIGHT) / 2, height - 5, "middle", "tick wide", "order of measurement");
        canvas.text(
                RIGHT, height - 5, "end", "tick", all == 1 ? "" : "last of " + String.format(Locale.ROOT, "%,d", all));
    }

    private void points(ArmValues arm) {
        Canvas.Path within = new Canvas.Path();
        Canvas.Path beyond = new Canvas.Path();
        Canvas.Path failed = new Canvas.Path();
        double[] values = arm.inOrder();
        for (int index : Points.of(values.length)) {
            double x = canvas.across(arm.places()[index]);
            if (Double.isInfinite(values[index])) {
                failed.point(x, failedY);
            } else if (values[index] > axis.to()) {
                beyond.point(x, top - 3);
            } else {
                within.point(x, y(values[index]));
            }
        }
        canvas.path(within, height, "points " + arm.name())
                .path(beyond, height, "points beyond " + arm.name())
                .path(failed, height, "points failed");
        if (!failed.isEmpty()) {
            canvas.text(LEFT - .012, failedY + 4, "end", "tick fail", "failed");
        }
    }

    private void medians(ArmValues arm) {
        double[] medians = Drift.medians(arm.inOrder());
        int n = arm.size();
        Canvas.Path path = new Canvas.Path();
        for (int i = 0; i < medians.length; i++) {
            if (axis.holds(medians[i])) {
                path.move(canvas.across(arm.places()[Drift.from(i, n)] - .5 / all), y(medians[i]));
                path.horizontalTo(canvas.across(arm.places()[Drift.from(i + 1, n) - 1] + .5 / all));
            }
        }
        canvas.path(path, height, "median " + arm.name());
    }

    /**
     * Draws the limits on the axis. Each label has a row of its own, in the order of the lines, because points may be
     * anywhere.
     */
    private void limits() {
        List<Limit> shown = view.limits().stream()
                .filter(limit -> axis.holds(limit.value()))
                .sorted(Comparator.comparingDouble(Limit::value).reversed())
                .toList();
        for (int row = 0; row < shown.size(); row++) {
            Limit limit = shown.get(row);
            double words = LABEL_ROW * (row + 1) - 4;
            canvas.line(LEFT, y(limit.value()), RIGHT, y(limit.value()), "limit " + limit.css());
            canvas.line(LEFT, words - 4, LEFT + KEY, words - 4, "limit " + limit.css());
            boolean atRight = limit.isLong(axis);
            canvas.text(
                    atRight ? RIGHT : LEFT + KEY + .012,
                    words,
                    atRight ? "end" : "start",
                    "label " + limit.css(),
                    limit.label(axis));
        }
    }
}
