package io.coldgate.history;

import io.coldgate.verdict.Verdict;

/**
 * A check's verdict as its run gave it.
 *
 * @param budget which budget it is
 * @param limit the limit as people read it
 * @param verdict the verdict
 * @param reason what it rests on, in the words of {@code report.json}
 * @param n samples or rounds; 0 for facts and where nothing was measured
 * @param estimate what was measured, in base units, or a ratio; NaN for none, +infinity where too many starts failed
 * @param low lower end of its interval of 95 % a side; NaN for none
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
    /** Cuts texts that are longer than a history's file may have them. */
    public FiledCheck {
        limit = FiledJson.cut(limit);
        reason = FiledJson.cut(reason);
    }

    /**
     * The name of a budget, which stays the same from run to run while its limit may change.
     *
     * @param function the function, or the other tool's series
     * @param metric what is limited
     * @param rule which property of it
     * @param relative whether the limit is one against the baseline: a file may have both for one quantile
     */
    public record BudgetKey(String function, String metric, String rule, boolean relative) {
        /** Cuts names that are longer than a history's file may have them. */
        public BudgetKey {
            function = FiledJson.cut(function);
            metric = FiledJson.cut(metric);
            rule = FiledJson.cut(rule);
        }

        /** Returns {@code checkout init_duration p95}. */
        public String shown() {
            return function + " " + metric + " " + rule;
        }
    }
}
