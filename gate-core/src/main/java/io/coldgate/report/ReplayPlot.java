package io.coldgate.report;

import io.coldgate.replay.BinomialInterval;
import io.coldgate.replay.Modes;
import io.coldgate.replay.Pool;
import io.coldgate.replay.ReplayResult;
import io.coldgate.replay.RuleResult;
import io.coldgate.replay.Scenario;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Draws a replay as SVG: how often each rule turns a build of unchanged code red, and the starts of one function, which
 * show why.
 */
public final class ReplayPlot {
    /** The prefix of each plot. */
    public static final String BEGIN = "<svg ";

    private static final int WIDTH = 860;
    private static final int LEFT = 220;
    private static final int RIGHT = 150;
    private static final int SPAN = WIDTH - LEFT - RIGHT;
    private static final int BAR = 26;
    private static final int BARS_TOP = 64;
    private static final int HISTOGRAM = 190;
    private static final int BINS = 48;
    /** The largest quantile on the axis: slower starts would squeeze the rest, so they are counted in the last bin. */
    private static final double SHOWN = .99;

    private ReplayPlot() {}

    /** Returns the drawing. */
    public static String render(ReplayResult result, List<Pool> pools) {
        int barsEnd = BARS_TOP + result.rules().size() * BAR;
        int height = barsEnd + 40 + (HISTOGRAM + 100);
        StringBuilder out = new StringBuilder();
        out.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                """, WIDTH, height));
        text(out, 16, 26, "start", "16", "Builds of unchanged code that go red");
        text(
                out,
                16,
                46,
                "start",
                "12",
                result.builds() + " builds of " + result.settings().functions()
                        + " functions, real AWS cold starts; the thin line is the exact 95 % interval");
        for (int i = 0; i < result.rules().size(); i++) {
            bar(out, result.rules().get(i), result.builds(), BARS_TOP + i * BAR);
        }
        Modes.clearest(pools).ifPresent(modes -> histogram(out, modes, barsEnd + 40));
        return out.append("</svg>\n").toString();
    }

    private static void bar(StringBuilder out, RuleResult rule, int builds, int y) {
        long red = rule.in(Scenario.UNCHANGED).redBuilds();
        BinomialInterval interval = BinomialInterval.of(red, builds);
        String colour = rule.name().startsWith("coldgate") ? "#1b7f5c" : "#b3541e";
        text(out, LEFT - 10, y + 17, "end", "12", rule.name());
        rect(out, LEFT, y + 4, SPAN * (double) red / builds, BAR - 8, colour);
        double from = LEFT + SPAN * interval.low();
        double to = LEFT + SPAN * interval.high();
        line(out, from, y + 13, to, y + 13, "#222222");
        text(out, to + 8, y + 17, "start", "12", ReplayTable.alarms(red, builds));
    }

    private static void histogram(StringBuilder out, Modes modes, int top) {
        double[] sorted = modes.pool().starts().clone();
        Arrays.sort(sorted);
        double from = sorted[0];
        double to = sorted[(int) (SHOWN * (sorted.length - 1))];
        int[] bins = new int[BINS];
        for (double start : sorted) {
            bins[(int) Math.min(BINS - 1, BINS * (start - from) / (to - from))]++;
        }
        int highest = Arrays.stream(bins).max().orElse(1);
        int bottom = top + 60 + HISTOGRAM;
        text(out, 16, top + 10, "start", "16", "Why: one unchanged function, 30 days");
        text(
                out,
                16,
                top + 30,
                "start",
                "12",
                modes.pool().configuration() + ", from "
                        + LocalDate.ofEpochDay(modes.pool().firstDay()) + ": " + sorted.length
                        + " cold starts, Init Duration in ms");
        double width = (double) (WIDTH - 80) / BINS;
        for (int i = 0; i < BINS; i++) {
            double height = (double) HISTOGRAM * bins[i] / highest;
            rect(out, 40 + i * width, bottom - height, width - 1, height, "#4a6fa5");
        }
        line(out, 40, bottom, WIDTH - 40, bottom, "#222222");
        text(out, 40, bottom + 16, "start", "12", millis(from));
        text(out, WIDTH - 40, bottom + 16, "end", "12", millis(to) + " and more");
        mark(
                out,
                modes.pool().p50(),
                from,
                to,
                "end",
                "p50 " + millis(modes.pool().p50()),
                bottom);
        mark(
                out,
                modes.pool().p95(),
                from,
                to,
                "start",
                "p95 " + millis(modes.pool().p95()),
                bottom);
    }

    private static void mark(
            StringBuilder out, double value, double from, double to, String anchor, String label, int bottom) {
        double x = 40 + (WIDTH - 80) * (value - from) / (to - from);
        line(out, x, bottom - HISTOGRAM - 14, x, bottom, "#b3541e");
        text(out, x + (anchor.equals("end") ? -4 : 4), bottom - HISTOGRAM - 6, anchor, "12", label);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static void text(StringBuilder out, double x, double y, String anchor, String size, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        out.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%s\" fill=\"#222222\">%s</text>\n",
                x,
                y,
                anchor,
                size,
                escaped));
    }

    private static void rect(StringBuilder out, double x, double y, double width, double height, String colour) {
        out.append(String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                width,
                height,
                colour));
    }

    private static void line(StringBuilder out, double x1, double y1, double x2, double y2, String colour) {
        out.append(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>\n",
                x1,
                y1,
                x2,
                y2,
                colour));
    }
}
