package io.coldgate.replay;

/**
 * github-action-benchmark: alerts when the new value is over {@code alert-threshold} times the previous one, both means
 * of one run. Its default threshold is 200 %, which misses everything up to twice as slow, so it is also shown with 110
 * %, Coldgate's tolerance. It compares with the number that the previous commit stored, so only the candidate's starts
 * count; here that number comes from the same pool, without drift between two days. The tool does not define the size
 * of a run; lambda-perf uses 10 starts, which benchstat also recommends. Source:
 * benchmark-action/github-action-benchmark, {@code action.yml} and README.
 *
 * @param threshold the ratio above which it alerts
 * @param starts starts of one run
 */
record MeanRatio(double threshold, int starts) implements DecisionRule {
    static final double DEFAULT_THRESHOLD = 2;

    @Override
    public String name() {
        return "github-action-benchmark-" + Math.round(threshold * 100);
    }

    @Override
    public String description() {
        return "mean of " + starts + " starts over " + Math.round(threshold * 100) + "% of the stored mean of " + starts
                + (threshold == DEFAULT_THRESHOLD ? " (its default)" : "");
    }

    @Override
    public RuleDecision decide(Trial trial) {
        double previous = Samples.mean(trial.baselines(starts));
        return RuleDecision.of(Samples.mean(trial.candidates(starts)) / previous > threshold, starts);
    }
}
