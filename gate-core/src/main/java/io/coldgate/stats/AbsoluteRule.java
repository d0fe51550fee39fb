package io.coldgate.stats;

/**
 * An absolute budget on a quantile, "q_p &lt;= budget", and the risks of deciding it. Refused: parameters out of range,
 * and a cap below the first possible PASS, since such a check could never turn green.
 *
 * @param p the quantile, in (0, 1)
 * @param budget the limit, in the unit of the samples; a sample equal to it is within
 * @param tolerance share by which the quantile may lie over the budget before the check must not PASS: PASS asserts
 *     {@code q_p <= budget (1 + tolerance)}; FAIL always asserts {@code q_p > budget}. 0 by default
 * @param falseAlarm the risk of a false FAIL: the build's divided by the number of its checks
 * @param missed the risk of a false PASS
 * @param maxSamples the cap
 * @param guard whether evidence is discounted for dependence between successive samples
 */
public record AbsoluteRule(
        double p, double budget, double tolerance, double falseAlarm, double missed, int maxSamples, boolean guard) {
    /** Refuses parameters for which no verdict is possible. */
    public AbsoluteRule {
        Checks.quantile(p);
        Checks.limit(budget, "budget");
        Checks.limit(tolerance, "tolerance");
        Checks.risk(falseAlarm, "falseAlarm");
        Checks.risk(missed, "missed");
        Checks.cap(maxSamples, AbsoluteDecider.firstPossiblePass(p, missed));
    }

    /** Returns the largest value of the quantile for which the check may PASS. */
    double toleratedBudget() {
        return budget * (1 + tolerance);
    }
}
