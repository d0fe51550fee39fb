package io.coldgate.report.html;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The numbers beside an upright axis, each with its line across; the last one has the unit, above it a long one. */
final class TickColumn {
    /** Longer than this, and number and unit stand on two lines. */
    private static final int ONE_LINE = 11;

    private static final int LINE = 14;

    private final Canvas canvas;
    private final Axis axis;

    TickColumn(Canvas canvas, Axis axis) {
        this.canvas = canvas;
        this.axis = axis;
    }

    /**
     * Draws it.
     *
     * @param from where the lines begin, as a part of the width
     * @param to where they end
     * @param gap between the numbers and the lines
     * @param height where a value lies, in pixels
     */
    void draw(double from, double to, double gap, DoubleUnaryOperator height) {
        List<Double> ticks = axis.ticks();
        for (int i = 0; i < ticks.size(); i++) {
            double y = height.applyAsDouble(ticks.get(i));
            String label = axis.labelWithUnit(i);
            boolean tall = label.length() > ONE_LINE;
            canvas.line(from, y, to, y, "grid");
            canvas.text(from - gap, y + 4, "end", "tick", tall ? axis.label(ticks.get(i)) : label);
            if (tall) {
                canvas.text(0, y + 4 - LINE, "start", "tick", axis.unitName());
            }
        }
    }
}
