package io.coldgate.cli;

import io.coldgate.gate.Check;
import io.coldgate.gate.GatePlan;
import io.coldgate.stats.AbsoluteTest;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.FunctionBudgets;
import io.coldgate.thresholds.Thresholds;
import io.coldgate.unit.Printable;
import java.util.Locale;

/** What {@code --dry-run} prints: the checks, what each needs at least, and what the run will cost. */
final class PlanText {
    /**
     * An update, its wait and one cold Invoke of a small Go function on the embedded Lambda, on two cores; a Java
     * function takes some thirty times as long.
     */
    private static final double SECONDS_PER_START = .012;

    private static final int LONGEST_PATH = 200;

    private PlanText() {}

    static String render(Thresholds thresholds, GatePlan plan) {
        StringBuilder out = new StringBuilder();
        int least = 0;
        int most = 0;
        for (GatePlan.FunctionPlan function : plan.functions()) {
            FunctionBudgets budgets = function.budgets();
            out.append(budgets.name())
                    .append(" on ")
                    .append(budgets.platform().key())
                    .append(", ")
                    .append(budgets.runtime())
                    .append(", ")
                    .append(budgets.memoryMegabytes())
                    .append(" MB\n");
            function.packageChecks().forEach(check -> out.append(line(check, "a fact of the package: no cold start")));
            int needed = 0;
            for (Check.OfStarts check : function.startChecks()) {
                out.append(line(check, need(check, function.maxSamples())));
                needed = Math.max(needed, first(check));
            }
            int rounds = 0;
            int mostRounds = 0;
            for (Check.OfRegression check : function.regressionChecks()) {
                int first = RelativeRule.firstPossiblePass(check.quantile().p(), check.missed());
                out.append(line(
                        check,
                        "first possible PASS after " + first + " rounds of two cold starts, FAIL after 10; cap "
                                + check.maxRounds()));
                rounds = Math.max(rounds, first);
                mostRounds = Math.max(mostRounds, check.maxRounds());
            }
            needed = Math.max(needed, rounds);
            // Without a quantile nothing is decided before the cap.
            needed = needed == 0 ? function.maxSamples() : needed;
            if (!function.isOfPackageOnly()) {
                int arms = function.regressionChecks().isEmpty() ? 1 : 2;
                least += needed + rounds + arms * budgets.discard();
                most += function.maxSamples() + mostRounds + arms * budgets.discard();
            }
        }
        for (Check.OfResult check : plan.resultChecks()) {
            out.append(check.function())
                    .append(", recorded in ")
                    .append(Printable.escape(check.source().path(), LONGEST_PATH))
                    .append('\n')
                    .append(line(check, "decided by the samples that are there"));
        }
        if (plan.functions().isEmpty()) {
            return out.append(String.format(
                            Locale.ROOT, "%n%d checks of results; no cold start%n", plan.checks().size()))
                    .toString();
        }
        out.append(String.format(
                Locale.ROOT,
                "%n%d functions, %d checks; %d cold starts when all are well within budget, %d at most;"
                        + " about %.0f s to %.0f s for small Go functions on the embedded platform%n",
                thresholds.functions().size(),
                plan.checks().size(),
                least,
                most,
                Math.ceil(least * SECONDS_PER_START),
                Math.ceil(most * SECONDS_PER_START)));
        return out.toString();
    }

    private static String line(Check check, String need) {
        String budget = check.subject() + " " + check.rule() + " " + check.demand();
        if (check instanceof Check.OfPackageProperty) {
            budget = check.subject() + " " + check.rule() + ": " + check.limitText();
        }
        return String.format(Locale.ROOT, "  %-40s %s%n", budget, need);
    }

    private static String need(Check.OfStarts check, int maxSamples) {
        int first = first(check);
        return check.budgetRule() instanceof BudgetRule.Quantile
                ? "first possible PASS after " + first + " cold starts, FAIL after 10; cap " + check.maxSamples()
                : "every one of up to " + maxSamples + " cold starts";
    }

    private static int first(Check.OfStarts check) {
        return check.budgetRule() instanceof BudgetRule.Quantile quantile
                ? AbsoluteTest.firstPossiblePass(quantile.p(), check.missed())
                : 0;
    }
}
