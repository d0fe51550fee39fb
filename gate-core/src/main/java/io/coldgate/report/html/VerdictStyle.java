package io.coldgate.report.html;

import io.coldgate.verdict.Verdict;

/**
 * The marks by which verdicts are told apart: a word, a shape and a colour, so no verdict is recognisable by only one
 * of them.
 */
final class VerdictStyle {
    private VerdictStyle() {}

    /** Returns the CSS name of its colour and shape. */
    static String css(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case INCONCLUSIVE -> "open";
            case ACCEPTED -> "accepted";
            case NOT_MEASURED -> "none";
        };
    }

    /** Draws the shape and the word. */
    static void badge(Markup out, Verdict verdict) {
        out.open("span", "class", "badge " + css(verdict));
        shape(out, verdict);
        out.text(verdict.word()).close("span");
    }

    /** Draws only the shape, if the word is beside it. */
    static void shape(Markup out, Verdict verdict) {
        out.open("svg", "class", "shape " + css(verdict), "viewBox", "0 0 14 14", "aria-hidden", "true");
        out.empty("use", "href", "#s-" + css(verdict), "width", "14", "height", "14");
        out.close("svg");
    }

    /**
     * Defines the shapes, once per page: a disc with a tick, a square with a cross, a diamond with a stroke, a pentagon
     * with a flag, a triangle with a mark.
     */
    static void shapes(Markup out) {
        out.open("svg", "width", "0", "height", "0", "class", "shapes", "aria-hidden", "true");
        shape(out, "pass", "M7 0a7 7 0 1 0 0 14a7 7 0 1 0 0-14z", "M3.6 7.2l2.4 2.4l4.4-4.8");
        shape(out, "fail", "M1 1h12v12h-12z", "M4.2 4.2l5.6 5.6M9.8 4.2l-5.6 5.6");
        shape(out, "open", "M7 0l7 7l-7 7l-7-7z", "M4.2 7h5.6");
        shape(out, "accepted", "M7 0l7 5.2l-2.7 8.8h-8.6l-2.7-8.8z", "M5.2 11v-6.6h4l-1.2 1.7l1.2 1.7h-4");
        shape(out, "none", "M7 .5l7 13h-14z", "M7 5v4M7 11v1");
        out.close("svg");
    }

    private static void shape(Markup out, String name, String body, String mark) {
        out.open("symbol", "id", "s-" + name, "viewBox", "0 0 14 14");
        out.empty("path", "d", body, "class", "body");
        out.empty("path", "d", mark, "class", "mark");
        out.close("symbol");
    }
}
