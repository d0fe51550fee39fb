package io.coldgate.report;

import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.LimitFinding;
import io.coldgate.canary.StepComparison;
import io.coldgate.canary.StepResult;
import io.coldgate.canary.VersionCounts;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecision;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Locale;

/** The end of a canary in words: a table of each step, and what became of the alias. */
public final class CanaryText {
    private static final String ROW = "  %-12s  %-22s %-22s %-11s %-11s %-9s %-20s %s%n";

    private CanaryText() {}

    /** Returns the result, complete lines. */
    public static String render(CanaryResult result) {
        StringBuilder out = new StringBuilder();
        for (StepResult step : result.steps()) {
            step(out, result, step);
        }
        String shown = result.function() + ":" + result.alias();
        String said = switch (result.ending()) {
            case PROMOTED -> "PROMOTED: " + shown + " leads to version " + result.named();
            case COMPARED -> "COMPARED: " + stable(result, shown);
            case ROLLED_BACK -> "ROLLED BACK: " + stable(result, shown);
            case UNDECIDED -> "INCONCLUSIVE: " + stable(result, shown);
            case INTERRUPTED -> "INTERRUPTED: " + stable(result, shown);
            case NOT_MEASURED -> "NOT MEASURED: " + stable(result, shown);
            case CHANGED_BY_OTHERS -> "NOT MEASURED: " + shown + " is no longer the canary's";
            case STILL_SPLIT -> "NOT RESTORED: " + shown + " needs coldgate clean";
        };
        return out.append(said)
                .append("; ")
                .append(result.reason())
                .append('\n')
                .toString();
    }

    private static String stable(CanaryResult result, String shown) {
        return shown + " leads to version " + result.stable() + " alone";
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
        out.append(String.format(
                Locale.ROOT,
                ROW,
                "VERDICT",
                "METRIC",
                "LIMIT",
                "STABLE",
                "CANDIDATE",
                "DELTA",
                "INTERVAL 95 %",
                "PAIRS"));
        step.findings().forEach(finding -> out.append(row(finding)));
        if (step.decision() == StepComparison.Decision.FAILURES) {
            out.append("  FAIL          failures: proven to be more\n");
        }
    }

    private static String row(LimitFinding finding) {
        RelativeDecision decision = finding.decision();
        String metric = finding.limit().metric().key();
        boolean measured = decision.rounds() > 0;
        String line = String.format(
                Locale.ROOT,
                ROW,
                verdict(finding),
                metric + " " + finding.limit().quantile().key(),
                "≤ +" + Percentage.format(finding.limit().tolerance())
                        + (finding.limit().required() ? "" : " (guard)"),
                measured ? amount(finding, decision.baselineQuantile()) : "",
                measured ? amount(finding, decision.candidateQuantile()) : "",
                measured && Double.isFinite(decision.estimate()) ? Figures.change(decision.estimate()) : "",
                interval(decision),
                decision.rounds());
        return line.stripTrailing() + "\n";
    }

    private static String verdict(LimitFinding finding) {
        Outcome outcome = finding.decision().outcome();
        return switch (outcome) {
            case PASS, FAIL -> outcome.name();
            case UNDECIDED, INCONCLUSIVE -> finding.decision().rounds() == 0 ? "NOT MEASURED" : "INCONCLUSIVE";
        };
    }

    /** Returns a value as people read it. */
    static String amount(LimitFinding finding, double value) {
        return Double.isInfinite(value)
                ? "failed"
                : new Quantity(value, finding.limit().metric().dimension()).format();
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

    /** Returns what would happen, a line each. */
    public static List<String> plan(
            String alias, String stable, String candidate, List<String> limits, String steps, String hold) {
        return List.of(
                alias + " leads to version " + stable + "; it would be shifted to " + candidate + " by " + steps,
                "limits: " + String.join(", ", limits),
                "each step is held for " + hold + " at most; nothing was changed");
    }
}
