package io.coldgate.report.html;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An SVG as wide as the page, with a fixed height and font size: horizontal positions are fractions of the width,
 * vertical ones are pixels. One drawing is thus readable on a phone, on a screen and on paper. Curves and points are in
 * an inner drawing that is stretched, without stretching their strokes.
 */
final class Canvas {
    /** The width of the inner drawing in its units. */
    private static final double ACROSS = 1000;

    private final Markup out;
    private final double left;
    private final double right;

    /**
     * A canvas.
     *
     * @param left the start of its axis, as a fraction of the width
     * @param right the end of its axis
     */
    Canvas(Markup out, double left, double right) {
        this.out = out;
        this.left = left;
        this.right = right;
    }

    /** Opens the drawing. A screen reader reads the title and the description instead. */
    Canvas open(String id, int height, String title, String description) {
        out.open(
                "svg",
                "class",
                "plot",
                "width",
                "100%",
                "height",
                Integer.toString(height),
                "role",
                "img",
                "aria-labelledby",
                id + "-t " + id + "-d");
        out.element("title", title, "id", id + "-t");
        out.element("desc", description, "id", id + "-d");
        return this;
    }

    /** Opens a drawing that only repeats the text beside it. */
    Canvas openBeside(int height) {
        out.open("svg", "class", "plot", "width", "100%", "height", Integer.toString(height), "aria-hidden", "true");
        return this;
    }

    /** Closes it. */
    void close() {
        out.close("svg").text("\n");
    }

    /** Returns the horizontal position, as a fraction of the width, of a point on the axis from 0 to 1. */
    double across(double place) {
        return left + (right - left) * place;
    }

    /** Draws a text; {@code x} is a fraction of the width. */
    Canvas text(double x, double y, String anchor, String css, String text) {
        out.element("text", text, "x", percent(x), "y", number(y), "text-anchor", anchor, "class", css);
        return this;
    }

    /** Draws a line between two points, given as fractions of the width and pixels. */
    Canvas line(double x1, double y1, double x2, double y2, String css) {
        out.empty("line", "x1", percent(x1), "y1", number(y1), "x2", percent(x2), "y2", number(y2), "class", css);
        return this;
    }

    /** Draws a rectangle. */
    Canvas rect(double x, double y, double width, double height, String css) {
        out.empty(
                "rect",
                "x",
                percent(x),
                "y",
                number(y),
                "width",
                percent(width),
                "height",
                number(height),
                "class",
                css);
        return this;
    }

    /** Draws a verdict's shape, centred on the point. */
    Canvas shape(double x, double y, String css) {
        out.open("svg", "x", percent(x), "y", number(y), "class", "at");
        out.empty("use", "href", "#s-" + css, "class", css, "x", "-6", "y", "-6", "width", "12", "height", "12");
        out.close("svg");
        return this;
    }

    /** Draws a path in the inner drawing. */
    Canvas path(Path path, int height, String css) {
        if (!path.isEmpty()) {
            out.open(
                    "svg",
                    "width",
                    "100%",
                    "height",
                    Integer.toString(height),
                    "viewBox",
                    "0 0 1000 " + height,
                    "preserveAspectRatio",
                    "none");
            out.empty("path", "d", path.toString(), "class", css);
            out.close("svg").text("\n");
        }
        return this;
    }

    /** The commands of a path; {@code x} is a fraction of the width, {@code y} is in pixels. */
    static final class Path {
        private final StringBuilder commands = new StringBuilder();

        Path move(double x, double y) {
            commands.append('M').append(number(x * ACROSS)).append(' ').append(number(y));
            return this;
        }

        Path horizontalTo(double x) {
            commands.append('H').append(number(x * ACROSS));
            return this;
        }

        Path verticalTo(double y) {
            commands.append('V').append(number(y));
            return this;
        }

        /** Adds a point: a stroke of zero length, which round caps make visible. */
        Path point(double x, double y) {
            move(x, y);
            commands.append("h0");
            return this;
        }

        boolean isEmpty() {
            return commands.length() == 0;
        }

        @Override
        public String toString() {
            return commands.toString();
        }
    }

    static String percent(double part) {
        return BigDecimal.valueOf(part * 100)
                        .setScale(2, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
