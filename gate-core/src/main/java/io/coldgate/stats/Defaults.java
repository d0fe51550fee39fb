package io.coldgate.stats;

/** The constants of the rule, each with its rationale, and the default caps. */
public final class Defaults {
    /**
     * Risk of any false FAIL in a whole build: more than one wrong red build in a hundred would cost trust; a lower
     * risk costs samples.
     */
    public static final double FALSE_ALARM_BUILD = .01;

    /**
     * Risk that one check passes although it is over its limit: a missed regression is tested again in the next build.
     */
    public static final double MISSED = .05;

    /**
     * No verdict before this many samples or rounds: fewer cannot show how the function varies, whatever the evidence.
     */
    public static final int MIN_SAMPLES = 10;

    /** A lag-1 correlation above this many standard errors (one-sided 5 %) counts as dependence. */
    static final double DEPENDENCE_Z = 1.645;

    /** Correlations are capped at this value, so the guard delays a verdict but never blocks it for ever. */
    static final double MAX_CORRELATION = .95;

    /**
     * A limit further from all samples than this many times their range cannot be reached by their dependence. With 5,
     * the error rates of dependent series exactly at their limit do not change (AR(1), persistent modes, drift;
     * docs/statistics.md); with 3 they rise for a rare slow mode beside a dependent fast one, and with 1 also for AR(1)
     * with .9.
     */
    static final double REACH = 5;

    /** Logs are compared as {@code x >= threshold - EPSILON}, so rounding never decides a check. */
    static final double EPSILON = 1e-9;

    /** The largest probability that one side of a reported interval is wrong. */
    public static final double INTERVAL_LEVEL = .05;

    /** The default caps are about three times the first possible PASS or more; beyond p99, exactly three times. */
    private static final int CAP_FACTOR = 3;

    private Defaults() {}

    /**
     * Returns the default cap for a budget on the p-quantile: 100 up to p75, 150 up to p90, 300 up to p95, 1000 up to
     * p99, beyond that three times the first possible PASS. With these, a function at twice the allowed odds is caught
     * with probability .82 (p50), .72 (p90), .73 (p95) and .61 (p99) at a false-alarm risk of .01.
     *
     * @param p the quantile, in (0, 1)
     */
    public static int maxSamples(double p) {
        Checks.quantile(p);
        if (p <= .75) {
            return 100;
        }
        if (p <= .9) {
            return 150;
        }
        if (p <= .95) {
            return 300;
        }
        return p <= .99 ? 1000 : CAP_FACTOR * AbsoluteDecider.firstPossiblePass(p, MISSED);
    }

    /**
     * Returns the default cap on rounds for a limit relative to a baseline: 150 for p50, 300 for a tail, or the first
     * possible PASS at {@link #MISSED} if that is larger.
     *
     * @param p the quantile
     */
    public static int maxRounds(double p) {
        return p == .5 ? 150 : Math.max(300, RelativeRule.firstPossiblePass(p, MISSED));
    }

    /** Returns whether a log reaches a threshold, up to rounding. */
    static boolean reached(double log, double threshold) {
        return log >= threshold - EPSILON;
    }
}
