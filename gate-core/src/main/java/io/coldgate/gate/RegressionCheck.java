package io.coldgate.gate;

import io.coldgate.sample.Metric;
import io.coldgate.stats.Contrast;
import io.coldgate.stats.RelativeRule;
import io.coldgate.thresholds.BudgetRule;
import io.coldgate.thresholds.CheckName;
import io.coldgate.thresholds.Key;
import io.coldgate.thresholds.OnInconclusive;
import io.coldgate.thresholds.RegressionBudget;
import io.coldgate.thresholds.Tolerance;
import io.coldgate.thresholds.diagnostic.Location;

/**
 * A limit relative to the baseline, decided over rounds.
 *
 * @param tolerance how much larger the candidate may be
 * @param maxRounds cap on the rounds of this check
 * @param falseAlarm probability of a false failure allotted to this check
 * @param missed probability of a false pass allotted to this check
 */
public record RegressionCheck(
        String function,
        Metric metric,
        BudgetRule.Quantile quantile,
        Tolerance tolerance,
        int maxRounds,
        double falseAlarm,
        double missed,
        Location location,
        OnInconclusive onInconclusive)
        implements MetricCheck {
    @Override
    public Key<?> key() {
        return RegressionBudget.keyOf(metric);
    }

    @Override
    public String rule() {
        return quantile.key();
    }

    @Override
    public String limitText() {
        return tolerance instanceof Tolerance.Amount added
                ? "baseline + " + added.amount().format()
                : change(limitRatio()) + " of baseline";
    }

    @Override
    public String nameInFile() {
        return CheckName.ofRegression(metric, quantile);
    }

    /** Returns the limit as a ratio, or a difference, of candidate to baseline. */
    public double limitRatio() {
        return metric.scored(test().limit());
    }

    /** Returns the smallest number of rounds after which the check can pass. */
    public int firstPossiblePass() {
        return RelativeRule.firstPossiblePass(quantile.p(), missed);
    }

    /** Returns the rule that decides the check. */
    public RelativeRule test() {
        return tolerance instanceof Tolerance.Amount added
                ? new RelativeRule(
                        quantile.p(),
                        Contrast.DIFFERENCE,
                        RelativeRule.between(added.amount().value()),
                        falseAlarm,
                        missed,
                        maxRounds)
                : new RelativeRule(quantile.p(), ((Tolerance.Share) tolerance).share(), falseAlarm, missed, maxRounds);
    }

    /** Returns the quantiles of baseline and candidate, formatted for people: {@code 3.80 -> 5.23 ms}. */
    public String sides(double baseline, double candidate) {
        return VerdictText.sides(metric, baseline, candidate);
    }

    /** Returns a ratio or a difference, formatted for people: {@code +10 %}, {@code +2}. */
    public String change(double estimate) {
        return tolerance instanceof Tolerance.Amount ? VerdictText.difference(estimate) : VerdictText.change(estimate);
    }
}
