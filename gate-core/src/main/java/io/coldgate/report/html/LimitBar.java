package io.coldgate.report.html;

import io.coldgate.verdict.Verdict;

/**
 * A check's interval and estimate beside its limit. All bars of a table have the same scale, in multiples of the limit,
 * so the limits line up down the page. The bar repeats the figures in its row.
 */
final class LimitBar {
    private static final int HEIGHT = 20;
    private static final double LEFT = .03;
    private static final double RIGHT = .97;

    /** The end of the bar, as a multiple of the limit; values farther out are placed at this end. */
    private static final double FARTHEST = 1.5;

    private LimitBar() {}

    static void draw(Markup out, ShareOfLimit share, Verdict verdict) {
        Canvas canvas = new Canvas(out, LEFT, RIGHT).openBeside(HEIGHT);
        String css = VerdictStyle.css(verdict);
        double middle = HEIGHT / 2.0;
        double limit = x(canvas, 1);
        canvas.line(LEFT, middle, RIGHT, middle, "axis");
        canvas.rect(limit, 1, RIGHT - limit, HEIGHT - 2, "over");
        canvas.line(limit, 1, limit, HEIGHT - 1, "limit");
        if (!Double.isNaN(share.low())) {
            canvas.line(x(canvas, share.low()), middle, x(canvas, share.high()), middle, "interval " + css);
        }
        if (!Double.isNaN(share.estimate())) {
            canvas.shape(x(canvas, share.estimate()), middle, css);
        }
        canvas.close();
    }

    private static double x(Canvas canvas, double share) {
        return canvas.across(Math.min(1, share / FARTHEST));
    }
}
