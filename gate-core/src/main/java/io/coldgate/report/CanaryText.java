package io.coldgate.report;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanaryLimits;
import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.LimitFinding;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.canary.UnseenLimit;
import io.coldgate.canary.VersionCounts;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.unit.Dimension;
import io.coldgate.unit.Percentage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The outcome of a canary as text: a table of each step, and the final state of the alias. */
public final class CanaryText {
    /** The second row of the table head, for the intervals below the values. */
    private static final String SIDES = "95 % a side";

    private CanaryText() {}

    /** Returns the result as complete lines. */
    public static String render(CanaryResult result) {
        StringBuilder out = new StringBuilder();
        for (StepResult step : result.steps()) {
            step(out, result, step);
        }
        result.unseen().forEach(limit -> out.append(limit.text()).append('\n'));
        String shown = result.function() + ":" + result.alias();
        String said = switch (result.ending()) {
            case PROMOTED -> "PROMOTED: " + shown + " points to version " + result.named();
            case COMPARED -> "COMPARED: " + stable(result, shown);
            case ROLLED_BACK -> "ROLLED BACK: " + stable(result, shown);
            case UNDECIDED -> "INCONCLUSIVE: " + stable(result, shown);
            case INTERRUPTED -> "INTERRUPTED: " + stable(result, shown);
            case NOT_MEASURED -> "NOT MEASURED: " + stable(result, shown);
            case CHANGED_BY_OTHERS -> "NOT MEASURED: " + shown + " is no longer the canary's";
            case STILL_SPLIT -> "NOT RESTORED: " + shown + " still points to two versions; coldgate clean puts it back";
        };
        return out.append(said)
                .append("; ")
                .append(result.reason())
                .append('\n')
                .toString();
    }

    private static String stable(CanaryResult result, String shown) {
        return shown + " points to version " + result.stable() + " alone";
    }

    private static void step(StringBuilder out, CanaryResult result, StepResult step) {
        out.append(String.format(
                Locale.ROOT,
                "%s for version %s: %s; version %s: %s%n",
                Percentage.format(step.share()),
                step.version(),
                counts(step.candidate()),
                result.stable(),
                counts(step.stable())));
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("VERDICT", "METRIC", "STABLE " + result.stable(), "CANDIDATE " + step.version(), "DELTA"));
        rows.add(List.of("PAIRS", "LIMIT", SIDES, SIDES, SIDES));
        step.findings().forEach(finding -> rows.addAll(rows(finding)));
        result.unseen().forEach(limit -> rows.addAll(rows(limit)));
        if (step.decision() == StepComparison.Decision.FAILURES) {
            rows.add(List.of(
                    "FAIL", "failures", failures(step.stable()), failures(step.candidate()), "proven to be more"));
        }
        TextTable.of(rows).lines().forEach(line -> out.append("  ").append(line).append('\n'));
    }

    /** Returns two rows: the values, and their intervals below. */
    private static List<List<String>> rows(LimitFinding finding) {
        CanaryLimit limit = finding.limit();
        RelativeDecision decision = finding.decision();
        Dimension dimension = limit.metric().dimension();
        String metric = limit.metric().key() + " " + limit.quantile().key();
        String limited = "≤ +" + Percentage.format(limit.tolerance()) + (limit.required() ? "" : " (guard)");
        if (decision.rounds() == 0) {
            return List.of(List.of(verdict(finding), metric, "", "", ""), List.of("0", limited, "", "", ""));
        }
        return List.of(
                List.of(
                        verdict(finding),
                        metric,
                        Figures.amount(decision.baselineQuantile(), dimension),
                        Figures.amount(decision.candidateQuantile(), dimension),
                        Double.isFinite(decision.estimate()) ? Figures.change(decision.estimate()) : ""),
                List.of(
                        Integer.toString(decision.rounds()),
                        limited,
                        Figures.interval(finding.stable(), dimension),
                        Figures.interval(finding.candidate(), dimension),
                        interval(decision)));
    }

    private static List<List<String>> rows(UnseenLimit limit) {
        String metric = limit.metric().name() + " " + limit.quantile().key();
        return List.of(List.of("NOT MEASURED", metric, "", "", ""), List.of("0", "≤ " + limit.tolerance(), "", "", ""));
    }

    private static String verdict(LimitFinding finding) {
        Outcome outcome = finding.decision().outcome();
        return switch (outcome) {
            case PASS, FAIL -> outcome.name();
            case UNDECIDED, INCONCLUSIVE -> finding.decision().rounds() == 0 ? "NOT MEASURED" : "INCONCLUSIVE";
        };
    }

    private static String interval(RelativeDecision decision) {
        boolean low = decision.intervalLow() > 0;
        boolean high = Double.isFinite(decision.intervalHigh());
        if (!low && !high) {
            return "no bounds yet";
        }
        String from = Figures.change(decision.intervalLow());
        String to = Figures.change(decision.intervalHigh());
        return !high ? "≥ " + from : low ? from + " – " + to : "≤ " + to;
    }

    private static String counts(VersionCounts counts) {
        return counts.invocations() + " invocations, " + counts.cold() + " cold, " + counts.failed() + " failed";
    }

    private static String failures(VersionCounts counts) {
        return counts.failed() + " of " + counts.invocations();
    }

    /** Returns the steps that would be taken, one per line. */
    public static List<String> plan(
            String alias, String stable, String candidate, CanaryLimits limits, String steps, String hold) {
        List<String> lines = new ArrayList<>();
        lines.add(alias + " points to version " + stable + "; it would be shifted to " + candidate + " at " + steps);
        lines.add("limits: " + limits.text());
        limits.unseen().forEach(limit -> lines.add(limit.text()));
        lines.add("each step is held for " + hold + " at most; nothing was changed");
        return lines;
    }
}
