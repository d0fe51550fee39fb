package io.coldgate.report.html;

/** The values in the order in which they were measured, so that a drift, a step or a bad minute shows. */
final class OrderPlot {
    private static final int TOP = 26;
    private static final int FAILED_Y = 12;
    private static final int TICK_ROW = 20;
    private static final double LEFT = .17;
    private static final double RIGHT = .98;

    private final MetricView view;
    private final Axis axis;
    private final Canvas canvas;
    private final int height;
    private final int bottom;

    OrderPlot(Markup out, MetricView view) {
        this.view = view;
        this.axis = view.axis();
        this.canvas = new Canvas(out, LEFT, RIGHT);
        this.height = DistributionPlot.height(view);
        this.bottom = height - TICK_ROW;
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
        view.limits().forEach(this::limit);
        canvas.close();
    }

    private double y(double value) {
        return bottom - axis.at(value) * (bottom - TOP);
    }

    private double x(int index, int n) {
        return canvas.across((index + .5) / n);
    }

    private void grid() {
        for (int i = 0; i < axis.ticks().size(); i++) {
            double tick = axis.ticks().get(i);
            boolean last = i == axis.ticks().size() - 1;
            canvas.line(LEFT, y(tick), RIGHT, y(tick), "grid");
            canvas.text(
                    LEFT - .012,
                    y(tick) + 4,
                    "end",
                    "tick",
                    axis.label(tick) + (last && !axis.unitName().isEmpty() ? " " + axis.unitName() : ""));
        }
        canvas.line(LEFT, bottom, RIGHT, bottom, "axis");
        int n = view.candidate().size();
        canvas.text(LEFT, height - 5, "start", "tick", "first");
        canvas.text((LEFT + RIGHT) / 2, height - 5, "middle", "tick wide", "order of measurement");
        canvas.text(
                RIGHT,
                height - 5,
                "end",
                "tick",
                n == 1 ? "" : "last of " + String.format(java.util.Locale.ROOT, "%,d", n));
    }

    private void points(ArmValues arm) {
        Canvas.Path within = new Canvas.Path();
        Canvas.Path beyond = new Canvas.Path();
        Canvas.Path failed = new Canvas.Path();
        double[] values = arm.inOrder();
        for (int index : Points.of(values.length)) {
            double x = x(index, values.length);
            if (Double.isInfinite(values[index])) {
                failed.point(x, FAILED_Y);
            } else if (values[index] > axis.to()) {
                beyond.point(x, TOP - 3);
            } else {
                within.point(x, y(values[index]));
            }
        }
        canvas.path(within, height, "points " + arm.name())
                .path(beyond, height, "points beyond " + arm.name())
                .path(failed, height, "points failed");
        if (!failed.isEmpty()) {
            canvas.text(LEFT - .012, FAILED_Y + 4, "end", "tick fail", "failed");
        }
    }

    private void medians(ArmValues arm) {
        double[] medians = Drift.medians(arm.inOrder());
        Canvas.Path path = new Canvas.Path();
        for (int i = 0; i < medians.length; i++) {
            if (axis.holds(medians[i])) {
                path.move(canvas.across((double) i / medians.length), y(medians[i]));
                path.horizontalTo(canvas.across((i + 1.0) / medians.length));
            }
        }
        canvas.path(path, height, "median " + arm.name());
    }

    private void limit(Limit limit) {
        if (axis.holds(limit.value())) {
            String css = limit.css();
            canvas.line(LEFT, y(limit.value()), RIGHT, y(limit.value()), "limit " + css);
            canvas.text(RIGHT, y(limit.value()) - 4, "end", "label " + css, limit.label(axis));
        }
    }
}
