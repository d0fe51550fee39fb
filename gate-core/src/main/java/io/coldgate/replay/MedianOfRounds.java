package io.coldgate.replay;

/**
 * A common improvement of a point percentile in scripts: three rounds, the P95 of each, and the median of the three
 * against the limit (Lighthouse CI's {@code numberOfRuns: 3} with {@code median-run} is similar). No tool defines the
 * size of a round; three rounds of 10 take as many starts as k6's run here. Limit: {@link Budgets}.
 *
 * @param startsPerRound starts of the candidate in each of the three rounds
 */
record MedianOfRounds(int startsPerRound) implements DecisionRule {
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "median-of-3-p95";
    }

    @Override
    public String description() {
        return "median of the p95s of " + ROUNDS + " rounds of " + startsPerRound + " starts against the same limit";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        double[] p95s = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] x = new double[startsPerRound];
            for (int i = 0; i < startsPerRound; i++) {
                x[i] = trial.candidate(round * startsPerRound + i);
            }
            p95s[round] = Samples.interpolated(x, .95);
        }
        return RuleDecision.of(Samples.interpolated(p95s, .5) >= Budgets.p95(trial.pool()), ROUNDS * startsPerRound);
    }
}
