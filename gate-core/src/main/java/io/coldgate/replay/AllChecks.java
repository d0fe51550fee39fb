package io.coldgate.replay;

/**
 * Coldgate as recommended in its docs: three checks of every function, the relative one and both absolute ones. The
 * candidate's starts in the rounds count for all three; once the relative check is decided, only the candidate is
 * started. The first FAIL ends the build.
 *
 * @param relative the relative check
 * @param absolute the absolute checks
 */
record AllChecks(RelativeCheck relative, AbsoluteChecks absolute) implements DecisionRule {
    @Override
    public String name() {
        return "coldgate";
    }

    @Override
    public String description() {
        return "all three checks of a function, from the same starts";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        RuleDecision ofRounds = relative.decide(trial);
        int rounds = ofRounds.starts() / 2;
        RuleDecision all = AbsoluteChecks.together(
                new RuleDecision(ofRounds.outcome(), rounds),
                AbsoluteChecks.together(absolute.p50(trial), absolute.p95(trial)));
        int candidates = all.starts();
        int baselines = Math.min(rounds, candidates);
        return new RuleDecision(all.outcome(), candidates + baselines);
    }
}
