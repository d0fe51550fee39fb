package io.coldgate.report;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.SeriesFigures;
import io.coldgate.ratchet.RatchetPlan;
import io.coldgate.ratchet.Tightening;
import io.coldgate.unit.Quantity;
import java.util.List;
import java.util.Locale;

/** The output of {@code coldgate ratchet}: what changes in the file, and on what evidence. */
public final class RatchetText {
    private RatchetText() {}

    /**
     * Returns the changes as a diff without context, a line for each changed budget, and the budgets that are left
     * unchanged.
     *
     * @param file the thresholds file's name
     */
    public static String render(RatchetPlan plan, String file) {
        StringBuilder out = new StringBuilder();
        if (plan.tightened().isEmpty()) {
            out.append("Nothing to tighten.\n");
        } else {
            out.append(diff(plan, file)).append('\n');
            for (Tightening each : plan.tightened()) {
                out.append(line(each)).append('\n');
            }
        }
        plan.kept()
                .forEach(kept -> out.append("left as it is: ")
                        .append(kept.check().fullName())
                        .append(' ')
                        .append(kept.check().demand())
                        .append(" (")
                        .append(kept.check().location())
                        .append("): ")
                        .append(kept.reason())
                        .append('\n'));
        return out.toString();
    }

    /** Returns the changed lines as a unified diff without context. */
    public static String diff(RatchetPlan plan, String file) {
        List<String> before = plan.before().lines().toList();
        List<String> after = plan.after().lines().toList();
        StringBuilder out = new StringBuilder("--- " + file + "\n+++ " + file + "\n");
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).equals(after.get(i))) {
                String at = String.valueOf(i + 1);
                out.append("@@ -").append(at).append(" +").append(at).append(" @@\n");
                out.append('-').append(before.get(i)).append('\n');
                out.append('+').append(after.get(i)).append('\n');
            }
        }
        return out.toString();
    }

    private static String line(Tightening change) {
        SeriesFigures figures = change.figures();
        BudgetCheck check = change.check();
        return check.fullName() + ": " + change.oldText() + " -> " + change.newText() + "; measured "
                + amount(check, figures.estimate()) + " (" + amount(check, figures.intervalLow()) + " to "
                + amount(check, figures.intervalHigh()) + ", 95 % a side), " + figures.n() + " cold starts"
                + (change.runs() > 1 ? " in the slowest of " + change.runs() + " runs" : "") + "; " + why(change);
    }

    private static String why(Tightening change) {
        return String.format(Locale.ROOT, "the upper end + %.0f %%, rounded up", (change.factor() - 1) * 100);
    }

    private static String amount(BudgetCheck check, double value) {
        return new Quantity(value, check.metric().dimension()).format();
    }
}
