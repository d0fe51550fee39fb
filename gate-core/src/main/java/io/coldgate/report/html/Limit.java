package io.coldgate.report.html;

import io.coldgate.gate.BudgetCheck;
import io.coldgate.gate.CheckResult;
import io.coldgate.gate.ResultCheck;
import io.coldgate.report.Figures;
import io.coldgate.thresholds.BudgetRule;
import java.util.Optional;

/**
 * A limit on the values of a series, as a plot draws it.
 *
 * @param result the result of its check
 * @param value its value, in the base unit
 * @param atLeast whether values must be at or above it
 * @param level the share of values at or below it when it is just met: p for a quantile, 1 for every value; if more is
 *     better, 1 - p and 0
 */
record Limit(CheckResult result, double value, boolean atLeast, double level) {
    /** Returns the limit of a check on values; empty for a check on a ratio, a share of failures or a package. */
    static Optional<Limit> of(CheckResult result) {
        if (result.check() instanceof BudgetCheck check) {
            boolean atLeast = check.metric().moreIsBetter();
            double share = share(check.budgetRule());
            return Optional.of(new Limit(result, check.limit().value(), atLeast, atLeast ? 1 - share : share));
        }
        if (result.check() instanceof ResultCheck check && !(check.budgetRule() instanceof BudgetRule.Failed)) {
            boolean atLeast = check.limit().atLeast();
            double share = share(check.budgetRule());
            return Optional.of(new Limit(result, check.limit().value(), atLeast, atLeast ? 1 - share : share));
        }
        return Optional.empty();
    }

    private static double share(BudgetRule rule) {
        return rule instanceof BudgetRule.Quantile quantile ? quantile.p() : 1;
    }

    /** The longest label beside a line on a narrow page; longer ones are right-aligned at the edge. */
    private static final int LONGEST_BESIDE = 24;

    /** Returns whether its label needs the whole width. */
    boolean isLong(Axis axis) {
        return label(axis).length() > LONGEST_BESIDE;
    }

    /** Returns the CSS name of its colour and shape. */
    String css() {
        return VerdictStyle.css(result.verdict());
    }

    /** Returns its label, with an arrow when it is beyond the axis. */
    String label(Axis axis) {
        String words = result.check().rule() + " " + Figures.limit(result.check());
        return value > axis.to() ? words + " \u2192" : value < axis.from() ? "\u2190 " + words : words;
    }
}
