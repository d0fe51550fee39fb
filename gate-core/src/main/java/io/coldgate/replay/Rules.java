package io.coldgate.replay;

import io.coldgate.stats.Bonferroni;
import io.coldgate.stats.Defaults;
import java.util.List;

/** The rules of the table. */
final class Rules {
    /** Coldgate's checks of one function: relative p50, absolute p50, absolute p95. */
    static final int CHECKS_PER_FUNCTION = 3;

    private static final double TOLERANCE = .1;
    private static final double QUIET_TOLERANCE = .05;
    private static final int RUN = 10;

    private Rules() {}

    /**
     * Returns all rules.
     *
     * @param checks number of Coldgate's checks in a build, by which its risk of a false FAIL is divided
     * @param starts starts of each arm or round for rules with a fixed number, or 0 for each rule's own number: 10 per
     *     run, as recommended by benchstat and used by lambda-perf, and 30 for percentiles, in one run or in three
     *     rounds of 10
     */
    static List<DecisionRule> all(int checks, int starts) {
        double level = Bonferroni.falseAlarmPerCheck(Defaults.FALSE_ALARM_BUILD, checks);
        RelativeCheck relative = new RelativeCheck(TOLERANCE, level);
        AbsoluteChecks absolute = new AbsoluteChecks(level);
        int run = starts == 0 ? RUN : starts;
        int percentiles = starts == 0 ? PointPercentiles.STARTS : starts;
        return List.of(
                new AllChecks(relative, absolute),
                relative,
                new RelativeCheck(QUIET_TOLERANCE, level),
                absolute,
                new PointPercentiles(percentiles),
                new MedianOfRounds(run),
                new MeanRatio(1 + TOLERANCE, run),
                new MeanRatio(MeanRatio.DEFAULT_THRESHOLD, run),
                new RankSum(RankSum.DEFAULT_ALPHA, run),
                HistoryBoundary.of(HistoryBoundary.DOCUMENTED_BOUNDARY, HistoryBoundary.DOCUMENTED_SAMPLES, run));
    }
}
