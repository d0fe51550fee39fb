package io.coldgate.report.html;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * The numbers beside a vertical axis, each with a horizontal line; the last one has the unit, on a line above it if it
 * is long.
 */
final class TickColumn {
    /** The longest label on one line; a longer one has its number and its unit on two lines. */
    private static final int ONE_LINE = 11;

    private static final int LINE = 14;

    private final Canvas canvas;
    private final Axis axis;

    TickColumn(Canvas canvas, Axis axis) {
        this.canvas = canvas;
        this.axis = axis;
    }

    /**
     * Draws the column.
     *
     * @param from the start of the lines, as a fraction of the width
     * @param to the end of the lines
     * @param gap the gap between the numbers and the lines
     * @param height gives the position of a value, in pixels
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
