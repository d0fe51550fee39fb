package io.coldgate.report.html;

import io.coldgate.history.FiledRun;
import io.coldgate.history.FiledSeries;
import io.coldgate.history.HistoryView;
import io.coldgate.history.Trend;
import io.coldgate.report.HistoryWords;
import io.coldgate.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * A series over time: medians with their intervals, the middle 90 % of the starts behind them, runs of pull requests as
 * squares, change points and host changes as lines, and failed runs marked at the top.
 */
final class HistoryPlot {
    private static final int HEIGHT = 240;
    private static final int TOP = 42;
    private static final int BOTTOM = HEIGHT - 22;
    private static final int MARKS = 30;
    private static final int WORDS = 12;
    private static final double LEFT = .1;
    private static final double RIGHT = .98;
    private static final double LOW = .05;
    private static final double HIGH = .95;

    /** The largest number of marks of failed runs: more would overlap and mean nothing. */
    private static final int MOST_MARKS = 60;

    private final Canvas canvas;
    private final HistoryView view;
    private final Trend trend;
    private final List<Trend.Point> points;
    private final Axis axis;

    HistoryPlot(Markup out, HistoryView view, Trend trend) {
        this.canvas = new Canvas(out, LEFT, RIGHT);
        this.view = view;
        this.trend = trend;
        this.points = trend.points();
        double[] values = points.stream()
                .map(Trend.Point::series)
                .flatMapToDouble(HistoryPlot::drawn)
                .filter(Double::isFinite)
                .toArray();
        this.axis = Axis.of(
                DoubleStream.of(values).min().orElse(0),
                DoubleStream.of(values).max().orElse(1),
                trend.unit());
    }

    void draw(String id, String description) {
        canvas.open(id, HEIGHT, trend.key().shown(), description);
        grid();
        hosts();
        shifts();
        spread();
        medians(false, "points candidate history-run");
        medians(true, "points history-change");
        marks();
        canvas.close();
    }

    /**
     * Returns the values that the axis must contain. An interval without a lower end, which is 0, is drawn down to the
     * start of the axis.
     */
    private static DoubleStream drawn(FiledSeries series) {
        FiledSeries.Quantile median = series.median();
        return DoubleStream.of(
                quantile(series, LOW),
                quantile(series, HIGH),
                median.value(),
                median.high(),
                median.low() > 0 ? median.low() : Double.NaN);
    }

    private static double quantile(FiledSeries series, double probability) {
        return series.quantiles().stream()
                .filter(quantile -> quantile.probability() == probability)
                .mapToDouble(FiledSeries.Quantile::value)
                .findFirst()
                .orElse(Double.NaN);
    }

    private double x(int index) {
        return canvas.across((index + .5) / points.size());
    }

    private double before(FiledRun run) {
        for (int i = 0; i < points.size(); i++) {
            if (FiledRun.BY_TIME.compare(points.get(i).run(), run) >= 0) {
                return canvas.across((double) i / points.size());
            }
        }
        return RIGHT;
    }

    private double y(double value) {
        return BOTTOM - axis.at(value) * (BOTTOM - TOP);
    }

    private void grid() {
        new TickColumn(canvas, axis).draw(LEFT, RIGHT, .008, this::y);
        canvas.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
        canvas.text(
                LEFT,
                HEIGHT - 5,
                "start",
                "tick",
                HistoryWords.run(points.get(0).run()));
        if (points.size() > 1) {
            canvas.text(
                    RIGHT,
                    HEIGHT - 5,
                    "end",
                    "tick",
                    HistoryWords.run(points.get(points.size() - 1).run()));
        }
    }

    private void hosts() {
        FiledRun first = points.get(0).run();
        for (HistoryView.HostChange change : view.hostChanges()) {
            if (FiledRun.BY_TIME.compare(change.run(), first) > 0) {
                double x = before(change.run());
                canvas.line(x, TOP, x, BOTTOM, "level");
                canvas.text(x, BOTTOM - 4, "middle", "label", "host");
            }
        }
    }

    private void shifts() {
        for (Trend.Shift shift : trend.shifts()) {
            double x = before(shift.first());
            canvas.line(x, WORDS + 3, x, BOTTOM, "limit");
            String words = Double.isNaN(shift.share())
                    ? "change"
                    : String.format(Locale.ROOT, "%+.1f %%", shift.share() * 100);
            canvas.text(x, WORDS, x > .9 ? "end" : x < .2 ? "start" : "middle", "label", words);
        }
    }

    private void spread() {
        Canvas.Path path = new Canvas.Path();
        Canvas.Path intervals = new Canvas.Path();
        for (int i = 0; i < points.size(); i++) {
            FiledSeries series = points.get(i).series();
            double low = quantile(series, LOW);
            double high = quantile(series, HIGH);
            if (Double.isFinite(low)) {
                path.move(x(i), y(low)).verticalTo(Double.isFinite(high) ? y(high) : TOP);
            }
            FiledSeries.Quantile median = series.median();
            if (Double.isFinite(median.low())) {
                intervals
                        .move(x(i), y(median.low()))
                        .verticalTo(Double.isFinite(median.high()) ? y(median.high()) : TOP);
            }
        }
        canvas.path(path, HEIGHT, "history-spread").path(intervals, HEIGHT, "history-interval");
    }

    private void medians(boolean ofChanges, String css) {
        Canvas.Path path = new Canvas.Path();
        for (int i = 0; i < points.size(); i++) {
            double median = points.get(i).series().median().value();
            if (points.get(i).run().change() == ofChanges && Double.isFinite(median)) {
                path.point(x(i), y(median));
            }
        }
        canvas.path(path, HEIGHT, css);
    }

    /**
     * Draws the marks of failed runs. A failed run of a change was blocked, so its mark differs from that of a breach.
     */
    private void marks() {
        long failed = points.stream().filter(this::isFailed).count();
        for (int i = 0; i < points.size() && failed <= MOST_MARKS; i++) {
            if (isFailed(points.get(i))) {
                canvas.shape(x(i), MARKS, points.get(i).run().change() ? "open" : "fail");
            }
        }
    }

    private boolean isFailed(Trend.Point point) {
        return point.run().checks().stream()
                .anyMatch(check -> check.verdict() == Verdict.FAIL
                        && check.budget().function().equals(trend.key().function())
                        && check.budget().metric().equals(trend.key().metric()));
    }
}
