package io.coldgate.replay;

import org.apache.commons.statistics.inference.MannWhitneyUTest;

/**
 * benchstat used as a gate: red if the Mann-Whitney U test of both arms has p &lt;= alpha = .05, two-sided, and the
 * candidate's median is greater. benchstat asks for at least 10 runs of each. The p-value is that of Commons
 * Statistics: exact for small samples without ties, otherwise from the normal approximation with corrections for ties
 * and continuity; benchstat may be exact even with ties, so single p-values near .05 may differ. Minimum n: 4 each;
 * fewer can never be significant at .05. Source: golang.org/x/perf/cmd/benchstat, package documentation.
 *
 * @param alpha the significance level
 * @param starts starts of each arm
 */
record RankSum(double alpha, int starts) implements DecisionRule {
    static final double DEFAULT_ALPHA = .05;

    @Override
    public String name() {
        return "benchstat";
    }

    @Override
    public String description() {
        return "Mann-Whitney U at " + alpha + ", " + starts + " starts of each arm, and a greater median";
    }

    @Override
    public RuleDecision decide(Trial trial) {
        double[] candidate = trial.candidates(starts);
        double[] baseline = trial.baselines(starts);
        double p = MannWhitneyUTest.withDefaults().test(candidate, baseline).getPValue();
        boolean slower = Samples.interpolated(candidate, .5) > Samples.interpolated(baseline, .5);
        return RuleDecision.of(p <= alpha && slower, 2 * starts);
    }
}
