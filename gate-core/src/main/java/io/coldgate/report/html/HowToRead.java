package io.coldgate.report.html;

/** The explanation of plots and figures, within the page. */
final class HowToRead {
    private static final String[] LINES = {
        "A curve rises by one step a cold start: its height is the share of starts that took that long at most. Failed"
                + " starts never come, so the curve ends below 100 %.",
        "A dashed line is a budget. The shaded corner, beyond the budget and below its quantile, is where the curve"
                + " must not go.",
        "A thick line at the height of a quantile is its interval: 95 % a side, valid at every number of samples at"
                + " once. The shape on it is the measured value when the check was decided: a disc passed, a square"
                + " failed, a diamond is undecided.",
        "Each point is one cold start. Far outliers stand at the edge, failed starts apart; both are counted.",
        "The second plot has the same starts in the order of measurement, with the median of each part: a slope or a"
                + " step there is a drift of the machine or of the platform.",
        "Against a baseline, the bar is the interval of candidate over baseline; the dashed line is the tolerance.",
        "Evidence of 20 : 1 is what a bet against the opposite of the verdict would have made of its stake. A check is"
                + " decided when it is enough for the risk that the thresholds file allows, however often one looks.",
    };

    private HowToRead() {}

    static void draw(Markup out) {
        out.open("section", "id", "read", "aria-labelledby", "read-h")
                .element("h2", "How to read this", "id", "read-h");
        out.open("ul", "class", "read");
        for (String line : LINES) {
            out.element("li", line);
        }
        out.close("ul").close("section");
    }
}
