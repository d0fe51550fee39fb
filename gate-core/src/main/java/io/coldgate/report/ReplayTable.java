package io.coldgate.report;

import io.coldgate.replay.BinomialInterval;
import io.coldgate.replay.RecordedStarts;
import io.coldgate.replay.ReplayResult;
import io.coldgate.replay.RuleResult;
import io.coldgate.replay.Scenario;
import io.coldgate.replay.ScenarioResult;
import java.util.Locale;

/** The table of {@code coldgate replay}: one row for each rule. */
public final class ReplayTable {
    private static final String ROW = "%-28s  %-28s  %-16s  %-16s  %-16s  %6s  %6s";
    private static final double TENTH = .1;

    private ReplayTable() {}

    /** Returns the table, with a description of the simulation above it and of the columns below. */
    public static String render(ReplayResult result) {
        int functions = result.settings().functions();
        StringBuilder out = new StringBuilder();
        line(
                out,
                "%d builds in each column, %d functions each, drawn from %d pools of %d days; seed %d",
                result.builds(),
                functions,
                result.pools(),
                RecordedStarts.WINDOW_DAYS,
                result.settings().seed());
        line(
                out,
                "Coldgate decides %d checks in a build, every other rule each function once.",
                result.settings().checks());
        out.append('\n');
        row(out, "", "false alarms", "+10 %", "+20 %", "+50 %", "starts", "");
        row(out, "rule", "builds gone red (95 %)", "hit/miss/open", "hit/miss/open", "hit/miss/open", "median", "mean");
        for (RuleResult rule : result.rules()) {
            ScenarioResult unchanged = rule.in(Scenario.UNCHANGED);
            row(
                    out,
                    rule.name(),
                    alarms(unchanged.redBuilds(), result.builds()),
                    shares(rule.in(Scenario.SLOWER_10)),
                    shares(rule.in(Scenario.SLOWER_20)),
                    shares(rule.in(Scenario.SLOWER_50)),
                    unchanged.medianStarts(),
                    String.format(Locale.ROOT, "%.1f", unchanged.meanStarts()));
        }
        out.append('\n');
        for (RuleResult rule : result.rules()) {
            line(out, "%-28s  %s", rule.name(), rule.description());
        }
        out.append('\n').append("""
                false alarms: builds of unchanged code with at least one red function. hit/miss/open: % of slower functions
                that are found red, pass, or stay inconclusive. starts: cold starts for one unchanged function.
                A +10 % candidate is exactly at the limit of coldgate and coldgate-relative-10: both answers are right there.
                The absolute limits have 25 % and 50 % of headroom, so +10 % and +20 % are within them: passing is right.
                """);
        return out.toString();
    }

    /** Returns the share of red builds; for none, with an upper bound instead of a bare 0 %. */
    static String alarms(long red, long builds) {
        BinomialInterval interval = BinomialInterval.of(red, builds);
        if (red == 0) {
            // An upper bound is rounded up, so it still holds.
            double bound = Math.ceil(interval.high() * 10_000) / 100;
            return "0 of " + builds + String.format(Locale.ROOT, " (<= %.2f %%)", bound);
        }
        return percent((double) red / builds) + " % (" + percent(interval.low()) + "-" + percent(interval.high()) + ")";
    }

    private static String shares(ScenarioResult of) {
        return share(of.failed(), of) + " / " + share(of.passed(), of) + " / " + share(of.inconclusive(), of);
    }

    private static String share(long count, ScenarioResult of) {
        return count == 0 ? "0" : percent((double) count / of.functions());
    }

    /**
     * Returns a percentage with one decimal. A value that is rounded to 0.0 or 100.0 without being exactly 0 or 100 is
     * marked.
     */
    private static String percent(double share) {
        double percent = 100 * share;
        if (percent > 0 && percent < TENTH / 2) {
            return "<.1";
        }
        if (percent < 100 && percent >= 100 - TENTH / 2) {
            return ">99.9";
        }
        return percent == 100 ? "100" : String.format(Locale.ROOT, "%.1f", percent);
    }

    private static void row(StringBuilder out, Object... cells) {
        out.append(String.format(Locale.ROOT, ROW, cells).stripTrailing()).append('\n');
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
