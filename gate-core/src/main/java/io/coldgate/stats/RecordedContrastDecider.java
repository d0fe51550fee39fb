package io.coldgate.stats;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * The decision of a limit on one recorded series relative to another.
 *
 * <p>Both sides are bounded by {@link QuantileBounds}, each at half of the risk. FAIL: the candidate's lower bound lies
 * over the tolerated baseline's upper bound. If the limit is kept, one of the two bounds must be wrong for it, which
 * has a probability of at most {@code level / 2 + level / 2}. PASS is the same with the sides swapped. Nothing is
 * assumed about the two distributions, in particular not that they differ only by a factor. The only assumption is that
 * the values are independent runs.
 *
 * <p>Runs of one block share the conditions of that time. If the sides were measured in alternating blocks, a verdict
 * also needs {@link BlockRanks} at the same risk, which holds even if all runs of a block were identical.
 */
public final class RecordedContrastDecider {
    /** The smallest p-value; stronger evidence counts as certainty. */
    private static final double LEAST_P = 1e-12;

    private static final int HALVINGS = 40;

    private final QuantileBounds baseline;
    private final QuantileBounds candidate;
    private final RecordedContrastRule rule;
    private final double chanceOver;
    private final double chanceWithin;

    private RecordedContrastDecider(
            RecordedContrastRule rule,
            double[] baseline,
            double[] candidate,
            double[] baselineBlocks,
            double[] candidateBlocks) {
        this.rule = rule;
        double limit = 1 + rule.tolerance();
        boolean recorded = baselineBlocks.length == 0 && candidateBlocks.length == 0;
        this.chanceOver = recorded ? 0 : BlockRanks.p(times(baselineBlocks, limit), candidateBlocks);
        // A value exactly at the limit is within it.
        this.chanceWithin = recorded ? 0 : BlockRanks.p(candidateBlocks, times(baselineBlocks, Math.nextUp(limit)));
        this.baseline = new QuantileBounds(baseline, rule.p());
        this.candidate = new QuantileBounds(candidate, rule.p());
    }

    /**
     * Decides.
     *
     * @param baseline a value for each independent run, in their order, zero or more; less is better; +infinity for a
     *     failed run
     * @param candidate the same for the candidate
     * @return the decision; never undecided. Its evidence is 1 / p for the smallest risk p at which the verdict would
     *     still hold; its rounds are the runs of the smaller side
     */
    public static RelativeDecision decide(RecordedContrastRule rule, double[] baseline, double[] candidate) {
        return decide(rule, baseline, candidate, new double[0], new double[0]);
    }

    /**
     * Decides on two sides that were measured in alternating blocks.
     *
     * @param baselineBlocks a value for each block, on the same scale as those of the runs, in their order
     * @param candidateBlocks the same for the candidate
     */
    public static RelativeDecision decide(
            RecordedContrastRule rule,
            double[] baseline,
            double[] candidate,
            double[] baselineBlocks,
            double[] candidateBlocks) {
        for (double x : baseline) {
            Checks.ratioSample(x);
        }
        for (double x : candidate) {
            Checks.ratioSample(x);
        }
        return new RecordedContrastDecider(rule, baseline, candidate, baselineBlocks, candidateBlocks)
                .decide(baseline, candidate, rule.p());
    }

    private RelativeDecision decide(double[] before, double[] after, double p) {
        int runs = Math.min(before.length, after.length);
        double limit = 1 + rule.tolerance();
        boolean enough = runs >= Defaults.MIN_SAMPLES;
        boolean fail = enough && isOver(rule.falseAlarm(), limit);
        boolean pass = enough && !fail && isWithin(rule.missed(), limit);
        double from = quantile(before, p);
        double to = quantile(after, p);
        double side = Defaults.INTERVAL_LEVEL / 2;
        double low = candidate.low(side) / baseline.high(side);
        double high = baseline.low(side) == 0 ? Double.POSITIVE_INFINITY : candidate.high(side) / baseline.low(side);
        return RelativeDecision.builder()
                .outcome(fail ? Outcome.FAIL : pass ? Outcome.PASS : Outcome.INCONCLUSIVE)
                .reason(fail || pass ? Reason.EVIDENCE : Reason.MAX_SAMPLES)
                .rounds(runs)
                .logEvidenceFail(enough ? evidence(level -> isOver(level, limit)) : 0)
                .logEvidencePass(enough ? evidence(level -> isWithin(level, limit)) : 0)
                .estimate(to / from)
                .baselineQuantile(from)
                .candidateQuantile(to)
                .intervalLow(Double.isNaN(low) ? 0 : low)
                .intervalHigh(Double.isNaN(high) ? Double.POSITIVE_INFINITY : high)
                .build();
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(x -> x * factor).toArray();
    }

    private boolean isOver(double level, double limit) {
        return chanceOver <= level && candidate.low(level / 2) > limit * baseline.high(level / 2);
    }

    private boolean isWithin(double level, double limit) {
        double high = candidate.high(level / 2);
        return chanceWithin <= level && Double.isFinite(high) && high <= limit * baseline.low(level / 2);
    }

    /** Returns -log of the smallest level at which the condition holds; a smaller level only widens the bounds. */
    private static double evidence(DoublePredicate holds) {
        if (!holds.test(1)) {
            return 0;
        }
        double low = Math.log(LEAST_P);
        double high = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (holds.test(Math.exp(middle))) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return -high;
    }

    private static double quantile(double[] values, double p) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : Quantiles.nearestRank(sorted, p);
    }
}
