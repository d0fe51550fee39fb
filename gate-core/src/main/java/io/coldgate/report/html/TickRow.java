package io.coldgate.report.html;

import java.util.List;

/** The numbers under an axis; the last one has the unit. On a narrow page every other one is left out. */
final class TickRow {
    private static final int ONE_TICK = 12;

    private final Canvas canvas;
    private final Axis axis;

    TickRow(Canvas canvas, Axis axis) {
        this.canvas = canvas;
        this.axis = axis;
    }

    void draw(double y) {
        List<Double> ticks = axis.ticks();
        int last = ticks.size() - 1;
        // A long last label would overlap the one before it.
        boolean reaches = axis.labelWithUnit(last).length() > ONE_TICK;
        for (int i = 0; i <= last; i++) {
            boolean kept = (last - i) % 2 == 0;
            double x = canvas.across(axis.at(ticks.get(i)));
            if (!(reaches && i == last - 1)) {
                canvas.text(x, y, x > .94 ? "end" : "middle", kept ? "tick" : "tick wide", axis.labelWithUnit(i));
            }
        }
    }
}
