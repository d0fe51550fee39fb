package io.coldgate.report.html;

import java.util.List;

/** The numbers under an axis; the last one has the unit. On a narrow page every other one is left out. */
final class TickRow {
    private final Canvas canvas;
    private final Axis axis;

    TickRow(Canvas canvas, Axis axis) {
        this.canvas = canvas;
        this.axis = axis;
    }

    void draw(double y) {
        List<Double> ticks = axis.ticks();
        for (int i = 0; i < ticks.size(); i++) {
            boolean last = i == ticks.size() - 1;
            String label = axis.label(ticks.get(i)) + (last && !axis.unitName().isEmpty() ? " " + axis.unitName() : "");
            boolean kept = (ticks.size() - 1 - i) % 2 == 0;
            double x = canvas.across(axis.at(ticks.get(i)));
            canvas.text(x, y, x > .94 ? "end" : "middle", kept ? "tick" : "tick wide", label);
        }
    }
}
