package io.coldgate.replay;

import io.coldgate.stats.AbsoluteDecider;
import io.coldgate.stats.AbsoluteRule;
import io.coldgate.stats.Defaults;
import io.coldgate.stats.Outcome;

/**
 * Coldgate's absolute checks on p50 and p95, which share their samples. They run until both are decided or one fails,
 * with at most 100 and 300 starts ({@link AbsoluteDecider}; budgets: {@link Budgets}).
 *
 * @param falseAlarm risk of a false FAIL of each check
 */
record AbsoluteChecks(double falseAlarm) implements DecisionRule {
    @Override
    public String name() {
        return "coldgate-absolute";
    }

    @Override
    public String description() {
        return "p50 at most 1.25x, p95 at most 1.5x the function's own, up to " + Defaults.maxSamples(.95) + " starts";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        return together(p50(trial), p95(trial));
    }

    RuleDecision p50(Trial trial) {
        return decide(trial, .5, Budgets.p50(trial.pool()));
    }

    RuleDecision p95(Trial trial) {
        return decide(trial, .95, Budgets.p95(trial.pool()));
    }

    private RuleDecision decide(Trial trial, double p, double budget) {
        AbsoluteDecider test = new AbsoluteDecider(
                new AbsoluteRule(p, budget, 0, falseAlarm, Defaults.MISSED, Defaults.maxSamples(p), true));
        Outcome outcome = Outcome.UNDECIDED;
        int n = 0;
        while (outcome == Outcome.UNDECIDED) {
            outcome = test.add(trial.candidate(n++));
        }
        return new RuleDecision(outcome, n);
    }

    /**
     * Two checks of the same candidate starts: the first FAIL ends the build; otherwise it takes as many starts as the
     * slower check.
     */
    static RuleDecision together(RuleDecision one, RuleDecision other) {
        boolean oneFailed = one.outcome() == Outcome.FAIL;
        boolean otherFailed = other.outcome() == Outcome.FAIL;
        if (oneFailed && otherFailed) {
            return one.starts() <= other.starts() ? one : other;
        }
        if (oneFailed || otherFailed) {
            return oneFailed ? one : other;
        }
        boolean open = one.outcome() == Outcome.INCONCLUSIVE || other.outcome() == Outcome.INCONCLUSIVE;
        return new RuleDecision(open ? Outcome.INCONCLUSIVE : Outcome.PASS, Math.max(one.starts(), other.starts()));
    }
}
