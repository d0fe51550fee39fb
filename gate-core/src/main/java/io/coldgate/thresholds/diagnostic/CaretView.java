package io.coldgate.thresholds.diagnostic;

import io.coldgate.unit.Printable;

/**
 * A line of the file with a caret below the location. Every character takes one column, and unsafe characters are
 * replaced, so the caret is always below its character.
 */
final class CaretView {
    /** The part of a long line that fits a terminal beside the line number. */
    private static final int WIDTH = 100;

    private static final int NUMBER_WIDTH = 5;
    private static final int REPLACEMENT = '\ufffd';

    private final int[] line;
    private final Location location;
    private final boolean color;

    CaretView(String sourceLine, Location location, boolean color) {
        this.line = sourceLine.codePoints().map(CaretView::shown).toArray();
        this.location = location;
        this.color = color;
    }

    private static int shown(int c) {
        if (c == '\t') {
            return ' ';
        }
        return Printable.isSafe(c) ? c : REPLACEMENT;
    }

    /** Returns two lines, without a line break at the end. */
    String text() {
        int column = Math.max(0, location.column() - 1);
        int from = line.length <= WIDTH ? 0 : Math.max(0, Math.min(column - WIDTH / 2, line.length - WIDTH));
        int to = Math.min(line.length, from + WIDTH);
        String number = String.valueOf(location.line());
        String pad = " ".repeat(Math.max(0, NUMBER_WIDTH - number.length()));
        String gutter = dim(pad + number + " | ");
        String gutterBelow = dim(" ".repeat(pad.length() + number.length()) + " | ");
        // The caret may be one column behind the end, if something is missing there.
        int below = Math.min(column, line.length) - from;
        return gutter + new String(line, from, to - from).stripTrailing() + "\n" + gutterBelow
                + " ".repeat(Math.max(0, below)) + (color ? Ansi.RED + "^" + Ansi.RESET : "^");
    }

    private String dim(String text) {
        return color ? Ansi.DIM + text + Ansi.RESET : text;
    }
}
