package io.coldgate.replay;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Bencher's {@code t_test} threshold: one value of this build (here its mean) against
 * {@code mean + s t(boundary; k - 1)} of the last k values of the branch, s with divisor k. Bencher has no built-in
 * boundary; its documentation and common examples use {@code --threshold-test t_test --threshold-max-sample-size 64
 * --threshold-upper-boundary 0.99}. The history is 64 builds of the same size from the same pool: a long history
 * without drift, which is the best case. Only the candidate's starts count. Minimum k: 2. Source: bencher.dev,
 * "Thresholds &amp; Alerts"; bencherdev/bencher, {@code lib/bencher_boundary}.
 *
 * @param boundary the quantile of the t distribution
 * @param builds values in the history
 * @param starts starts of one build
 * @param quantile {@code t(boundary; builds - 1)}, which requires a numerical search
 */
record HistoryBoundary(double boundary, int builds, int starts, double quantile) implements DecisionRule {
    static final double DOCUMENTED_BOUNDARY = .99;
    static final int DOCUMENTED_SAMPLES = 64;

    static HistoryBoundary of(double boundary, int builds, int starts) {
        double quantile = TDistribution.of(builds - 1).inverseCumulativeProbability(boundary);
        return new HistoryBoundary(boundary, builds, starts, quantile);
    }

    @Override
    public String name() {
        return "bencher";
    }

    @Override
    public String description() {
        return "t-test, upper boundary " + boundary + ", mean of " + starts + " starts against the means of " + builds
                + " builds";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        double[] means = new double[builds];
        for (int build = 0; build < builds; build++) {
            double[] x = new double[starts];
            for (int i = 0; i < starts; i++) {
                x[i] = trial.history(build * starts + i);
            }
            means[build] = Samples.mean(x);
        }
        double deviation = Samples.standardDeviation(means);
        double limit = Samples.mean(means) + deviation * quantile;
        // Bencher sets no limit if the history does not vary.
        return RuleDecision.of(deviation > 0 && Samples.mean(trial.candidates(starts)) > limit, starts);
    }
}
