package io.coldgate.stats;

import static io.coldgate.stats.Defaults.MIN_SAMPLES;
import static io.coldgate.stats.Defaults.reached;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The sequential test of one absolute budget: add samples in the order in which they were started until the outcome is
 * no longer {@link Outcome#UNDECIDED}.
 *
 * <p>After each sample: FAIL if n &gt;= 10 and the evidence against "within budget" is at least 1/falseAlarm; else PASS
 * if n &gt;= 10 and the evidence against "over the tolerated budget" is at least 1/missed; else, at the cap, the
 * {@link LastLook}, unless dependence is seen; else INCONCLUSIVE as soon as no samples up to the cap could decide it.
 * Guarantees, for independent samples: P(FAIL) &lt;= falseAlarm if the quantile is within the budget, P(PASS) &lt;=
 * missed if it is over the tolerated one, whenever it stops (Ville 1939; Howard and Ramdas 2022). The minimum of 10,
 * the {@linkplain CountEvidence#logFailGuarded rank guard} and the {@linkplain Dependence dependence guard} only
 * withhold verdicts. Not safe for use by several threads.
 *
 * <p>If a busy host lengthened the samples and lower bounds of the undisturbed values are known
 * ({@link #add(double, double)}), FAIL requires both the evidence of the samples and that of the bounds, each with its
 * guards. Both guarantees then hold for the undisturbed quantile, whatever the disturbance and its dependence over
 * time: bounds lie at or under the undisturbed values, so "within" makes each exceed with probability at most 1 - p
 * given the past; samples lie at or over them, so "over" makes each exceed with probability at least 1 - p.
 */
public final class AbsoluteDecider {
    private final AbsoluteRule rule;
    private final CountEvidence evidence;
    private final double toleratedBudget;
    private final double failThreshold;
    private final double passThreshold;
    /** The most exceedances with which the evidence can still PASS, at the cap. */
    private final int mostToPass;
    /** The most samples within budget with which the evidence can still FAIL, at the cap. */
    private final int mostWithinToFail;

    private final MidRanks ranks = new MidRanks();
    private final SortedSamples sorted = new SortedSamples();
    private final LowerBounds lower;
    private double[] samples = new double[64];
    private int n;
    private int exceed;
    private int exceedTolerated;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private Outcome outcome = Outcome.UNDECIDED;
    private Reason reason = Reason.NONE;
    /** Says whether the samples, without correction for disturbance, have proven "over the budget". */
    private boolean overAsMeasured;

    /** A test without samples. */
    public AbsoluteDecider(AbsoluteRule rule) {
        this.rule = rule;
        this.evidence = CountEvidence.of(rule.p());
        this.toleratedBudget = rule.toleratedBudget();
        this.lower = new LowerBounds(rule.budget());
        this.failThreshold = CountEvidence.threshold(rule.falseAlarm());
        this.passThreshold = CountEvidence.threshold(rule.missed());
        CountBoundaries boundaries = new CountBoundaries(rule.p(), rule.falseAlarm(), rule.missed());
        this.mostToPass = boundaries.passAtMost(rule.maxSamples());
        this.mostWithinToFail = rule.maxSamples() - boundaries.failAtLeast(rule.maxSamples());
    }

    /**
     * Returns the fewest samples with which a budget on the p-quantile can PASS if no sample is over it: 10 for p50 at
     * a risk of .05, 12 for p75, 33 for p90, 67 for p95, 341 for p99, 3423 for p99.9. A cap below it is a configuration
     * error.
     *
     * @param p the quantile, in (0, 1)
     * @param missed the risk of a false PASS
     */
    public static int firstPossiblePass(double p, double missed) {
        return Math.max(MIN_SAMPLES, FirstPass.minimumSamples(p, missed));
    }

    /**
     * Reads one more sample.
     *
     * @param x the sample, +infinity for a start that failed
     * @return the outcome with it
     * @throws IllegalStateException after a verdict: samples in flight at that time do not count
     */
    public Outcome add(double x) {
        return add(x, x);
    }

    /**
     * Reads one more sample that a busy host may have lengthened.
     *
     * @param x the sample, +infinity for a start that failed
     * @param undisturbed a lower bound of its value without the disturbance, at most x
     * @return the outcome with it
     * @throws IllegalStateException after a verdict: samples in flight at that time do not count
     */
    public Outcome add(double x, double undisturbed) {
        if (outcome != Outcome.UNDECIDED) {
            throw new IllegalStateException("decided after " + n + " samples: " + outcome);
        }
        Checks.sample(x);
        lower.add(x, undisturbed);
        if (n == samples.length) {
            samples = Arrays.copyOf(samples, 2 * n);
        }
        samples[n++] = x;
        least = Math.min(least, x);
        greatest = Math.max(greatest, x);
        exceed += x > rule.budget() ? 1 : 0;
        exceedTolerated += x > toleratedBudget ? 1 : 0;
        decide();
        return outcome;
    }

    /**
     * Returns the state of the test. Unlike {@link #add}, it sorts the samples added since the last call and computes
     * the interval.
     */
    public AbsoluteDecision decision() {
        double tauFail = tau(rule.budget());
        double tauPass = tau(toleratedBudget);
        double[] ascending = sorted.upTo(samples, n);
        QuantileInterval interval = QuantileInterval.of(ascending, n, evidence, Defaults.INTERVAL_LEVEL);
        double low = lower.differ()
                ? QuantileInterval.of(lower.ascending(), n, evidence, Defaults.INTERVAL_LEVEL)
                        .low()
                : interval.low();
        return new AbsoluteDecision(
                outcome,
                reason,
                n,
                exceed,
                Math.min(tauFail, tauPass),
                Math.min(evidence.logFailGuarded(n, exceed) / tauFail, logFailUndisturbed()),
                evidence.logPass(n, exceedTolerated) / tauPass,
                n == 0 ? Double.NaN : Quantiles.nearestRank(ascending, n, rule.p()),
                low,
                interval.high(),
                reason == Reason.LAST_LOOK ? OptionalDouble.of(lastLookP()) : OptionalDouble.empty(),
                lower.exceed(),
                overAsMeasured && outcome != Outcome.FAIL && outcome != Outcome.PASS);
    }

    private void decide() {
        if (n >= MIN_SAMPLES && provenOver()) {
            stop(Outcome.FAIL, Reason.EVIDENCE);
        } else if (n >= MIN_SAMPLES && proven(evidence.logPass(n, exceedTolerated), passThreshold, toleratedBudget)) {
            stop(Outcome.PASS, Reason.EVIDENCE);
        } else if (n == rule.maxSamples()) {
            lookLast();
        } else if (outOfReach()) {
            stop(Outcome.INCONCLUSIVE, Reason.OUT_OF_REACH);
        }
    }

    /**
     * Returns whether both the samples and the lower bounds of their undisturbed values prove that the budget is
     * exceeded.
     */
    private boolean provenOver() {
        if (!proven(evidence.logFailGuarded(n, exceed), failThreshold, rule.budget())) {
            return false;
        }
        overAsMeasured = true;
        return reached(logFailUndisturbed(), failThreshold);
    }

    /** Returns the evidence of the lower bounds; no restriction if they equal the samples. */
    private double logFailUndisturbed() {
        if (!lower.differ()) {
            return Double.POSITIVE_INFINITY;
        }
        return evidence.logFailGuarded(n, lower.exceed()) / tauUndisturbed();
    }

    private double tauUndisturbed() {
        return rule.guard() ? lower.tau() : 1;
    }

    /**
     * Returns whether the discounted evidence suffices. Tau is at least 1, so it is computed only if the plain evidence
     * suffices.
     */
    private boolean proven(double log, double threshold, double limit) {
        return reached(log, threshold) && reached(log / tau(limit), threshold);
    }

    private void lookLast() {
        LastLook look = look();
        boolean over = exceed >= look.failAtLeast() && tau(rule.budget()) == 1;
        overAsMeasured |= over;
        boolean undisturbed = !lower.differ() || (lower.exceed() >= look.failAtLeast() && tauUndisturbed() == 1);
        if (over && undisturbed) {
            stop(Outcome.FAIL, Reason.LAST_LOOK);
        } else if (exceedTolerated <= look.passAtMost() && tau(toleratedBudget) == 1) {
            stop(Outcome.PASS, Reason.LAST_LOOK);
        } else {
            stop(Outcome.INCONCLUSIVE, Reason.MAX_SAMPLES);
        }
    }

    /**
     * Returns whether no further samples up to the cap could decide. If only samples within the budget followed, E_P
     * would grow with each, and if only samples over it, so would the guarded E_F: so of all later n only the cap needs
     * to be looked at. FAIL depends on the lower bounds, which never exceed more often than the samples, so their count
     * is used.
     */
    private boolean outOfReach() {
        if (exceedTolerated <= mostToPass || n - lower.exceed() <= mostWithinToFail) {
            return false;
        }
        LastLook look = look();
        return exceedTolerated > look.passAtMost() && lower.exceed() + rule.maxSamples() - n < look.failAtLeast();
    }

    private LastLook look() {
        return LastLook.of(rule.p(), rule.maxSamples(), rule.falseAlarm(), rule.missed());
    }

    private double lastLookP() {
        return outcome == Outcome.FAIL
                ? look().failProbability(lower.exceed())
                : look().passProbability(exceedTolerated);
    }

    /** Returns the divisor of evidence about a limit. */
    private double tau(double limit) {
        boolean guarded = rule.guard() && !Dependence.isFarFromAll(limit, least, greatest);
        return guarded ? ranks.dependence(samples, n).tau() : 1;
    }

    private void stop(Outcome found, Reason why) {
        outcome = found;
        reason = why;
    }
}
