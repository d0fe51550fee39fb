package io.coldgate.history;

import io.coldgate.verdict.Verdict;

/**
 * A check's verdict, as reached by its run.
 *
 * @param budget the budget
 * @param limit the limit formatted for people
 * @param verdict the verdict
 * @param reason its reason, as a key of {@code report.json}
 * @param n number of samples or rounds; 0 for facts and if nothing was measured
 * @param estimate what was measured, in base units, or a ratio; NaN for none, +infinity if too many starts failed
 * @param low lower end of its interval, 95 % on each side; NaN for none
 * @param high upper end; NaN or +infinity for none
 */
public record FiledCheck(
        BudgetKey budget,
        String limit,
        Verdict verdict,
        String reason,
        int n,
        double estimate,
        double low,
        double high) {
    /** Cuts texts that exceed the length limit of a history file. */
    public FiledCheck {
        limit = FiledJson.cut(limit);
        reason = FiledJson.cut(reason);
    }

    /**
     * The name of a budget, which is the same in all runs although its limit may change.
     *
     * @param function the function, or the other tool's series
     * @param metric the limited metric
     * @param rule the limited property
     * @param relative whether the limit is relative to the baseline: a file may have both kinds for one quantile
     */
    public record BudgetKey(String function, String metric, String rule, boolean relative) {
        /** Cuts names that exceed the length limit of a history file. */
        public BudgetKey {
            function = FiledJson.cut(function);
            metric = FiledJson.cut(metric);
            rule = FiledJson.cut(rule);
        }

        /** Returns the name for people: {@code checkout init_duration p95}. */
        public String shown() {
            return function + " " + metric + " " + rule;
        }
    }
}
