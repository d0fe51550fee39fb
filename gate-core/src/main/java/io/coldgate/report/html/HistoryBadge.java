package io.coldgate.report.html;

import io.coldgate.history.BudgetRecord;
import io.coldgate.history.HistoryView;
import io.coldgate.unit.Counted;
import io.coldgate.verdict.Verdict;
import java.util.Optional;

/**
 * A badge for a README: how long no budget has been breached on the default branch. The SVG loads no other resources.
 */
public final class HistoryBadge {
    /** The prefix of each badge. */
    public static final String BEGIN = "<svg ";

    private static final String LABEL = "cold starts";
    private static final int HEIGHT = 20;
    private static final int PADDING = 8;

    /** The average width of a letter or digit at 11 pixels in the widest of the system fonts. */
    private static final double LETTER = 6.4;

    private HistoryBadge() {}

    /** Returns the drawing. */
    public static String render(HistoryView view) {
        Optional<Verdict> newest = view.newestVerdict();
        String value = newest.map(verdict -> value(verdict, view.builds())).orElse("no runs");
        int left = width(LABEL);
        int right = width(value);
        Markup out = new Markup();
        out.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "width",
                Integer.toString(left + right),
                "height",
                Integer.toString(HEIGHT),
                "role",
                "img",
                "aria-label",
                LABEL + ": " + value);
        out.element("title", LABEL + ": " + value);
        rect(out, 0, left, "#3b4450");
        rect(out, left, right, newest.map(HistoryBadge::color).orElse("#5b6470"));
        text(out, left / 2.0, LABEL);
        text(out, left + right / 2.0, value);
        out.close("svg").text("\n");
        return out.toString();
    }

    private static String value(Verdict newest, BudgetRecord builds) {
        return switch (newest) {
            case FAIL -> "budget breached";
            case NOT_MEASURED -> "not measured";
            case ACCEPTED -> "over budget, accepted";
            case PASS, INCONCLUSIVE -> {
                long days = builds.daysWithoutBreach().orElse(0L);
                yield Counted.of(days, "day") + " without a breach";
            }
        };
    }

    /** Returns the report's colour of a verdict, on which white text is readable. */
    private static String color(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "#0a6e53";
            case FAIL -> "#b0221b";
            case INCONCLUSIVE -> "#7d5100";
            case ACCEPTED -> "#1d5fa8";
            case NOT_MEASURED -> "#5f3f9c";
        };
    }

    private static int width(String text) {
        return (int) Math.ceil(text.length() * LETTER) + 2 * PADDING;
    }

    private static void rect(Markup out, int x, int width, String color) {
        out.empty(
                "rect",
                "x",
                Integer.toString(x),
                "width",
                Integer.toString(width),
                "height",
                Integer.toString(HEIGHT),
                "fill",
                color);
    }

    private static void text(Markup out, double middle, String text) {
        out.element(
                "text",
                text,
                "x",
                Canvas.number(middle),
                "y",
                "14",
                "text-anchor",
                "middle",
                "fill",
                "#ffffff",
                "font-family",
                "Verdana,DejaVu Sans,Geneva,sans-serif",
                "font-size",
                "11");
    }
}
