package io.coldgate.replay;

import io.coldgate.stats.Defaults;
import io.coldgate.stats.Outcome;
import io.coldgate.stats.RelativeDecider;
import io.coldgate.stats.RelativeRule;
import io.coldgate.unit.Percentage;

/**
 * Coldgate's relative check on p50: rounds of one baseline and one candidate start until it is decided, at most 150
 * (docs/statistics.md; {@link RelativeDecider}).
 *
 * @param tolerance how much slower the candidate may be
 * @param falseAlarm risk of a false FAIL of this check
 */
record RelativeCheck(double tolerance, double falseAlarm) implements DecisionRule {
    static final int MAX_ROUNDS = 150;

    @Override
    public String name() {
        return "coldgate-relative-" + Math.round(tolerance * 100);
    }

    @Override
    public String description() {
        return "p50 at most +" + Percentage.format(tolerance) + " over the baseline, up to " + MAX_ROUNDS + " rounds";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        RelativeDecider test =
                new RelativeDecider(new RelativeRule(.5, tolerance, falseAlarm, Defaults.MISSED, MAX_ROUNDS));
        Outcome outcome = Outcome.UNDECIDED;
        for (int i = 0; outcome == Outcome.UNDECIDED; i++) {
            outcome = test.add(trial.baseline(i), trial.candidate(i));
        }
        return new RuleDecision(outcome, 2 * test.rounds());
    }
}
