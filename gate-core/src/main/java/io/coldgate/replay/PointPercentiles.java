package io.coldgate.replay;

/**
 * k6's thresholds {@code ['p(50)<LIMIT', 'p(95)<LIMIT']}: the point percentiles of one run, each compared with its
 * limit. k6 has no default for the number of requests; 30 starts are affordable in a build, and with fewer than 20 the
 * p95 would be the slowest start. Limits: {@link Budgets}, the same as Coldgate's. Source: Grafana k6 documentation,
 * "Thresholds"; k6 {@code metrics/sink.go}.
 *
 * @param starts starts of the candidate
 */
record PointPercentiles(int starts) implements DecisionRule {
    static final int STARTS = 30;

    @Override
    public String name() {
        return "k6";
    }

    @Override
    public String description() {
        return "p(50) and p(95) of " + starts + " starts against the same limits";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        double[] x = trial.candidates(starts);
        boolean failed = Samples.interpolated(x, .95) >= Budgets.p95(trial.pool())
                || Samples.interpolated(x, .5) >= Budgets.p50(trial.pool());
        return RuleDecision.of(failed, starts);
    }
}
