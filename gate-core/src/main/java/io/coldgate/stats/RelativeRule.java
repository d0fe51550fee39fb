package io.coldgate.stats;

/**
 * A limit relative to a baseline that is measured in the same rounds, "the candidate's q_p &lt;= (1 + tolerance) times
 * the baseline's", or "&lt;= the baseline's + tolerance".
 *
 * <p>The exact hypotheses are: for p50, that the candidate is typically (head to head, and by rank) no slower than the
 * limit; for a tail, that it crosses the baseline's p-quantile, stretched by the limit, no more often than the baseline
 * does. For shifts and scalings these are the quantile statements; if only the shape changes, they are close, but not
 * the same.
 *
 * @param p .5 for the typical start, or a tail in (.5, 1)
 * @param contrast whether the limit is a ratio or a difference
 * @param tolerance share by which the candidate may be slower, over -1: .1 for "+10 %"; for a difference, how much
 *     larger it may be, in the unit of the samples
 * @param falseAlarm the risk of a false FAIL: the build's divided by the number of its checks
 * @param missed the risk of a false PASS
 * @param maxRounds the cap
 */
public record RelativeRule(
        double p, Contrast contrast, double tolerance, double falseAlarm, double missed, int maxRounds) {
    private static final double MEDIAN = .5;

    /** A limit on a ratio. */
    public RelativeRule(double p, double tolerance, double falseAlarm, double missed, int maxRounds) {
        this(p, Contrast.RATIO, tolerance, falseAlarm, missed, maxRounds);
    }

    /** Refuses parameters for which no verdict is possible. */
    public RelativeRule {
        if (!(p >= MEDIAN && p < 1)) {
            throw new IllegalArgumentException("quantile " + p + ": a relative limit is on 0.5 or on a tail above it");
        }
        if (contrast == Contrast.DIFFERENCE && !Double.isFinite(tolerance)) {
            throw new IllegalArgumentException("tolerance " + tolerance + ": must be finite");
        }
        if (contrast == Contrast.RATIO && !(tolerance > -1 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tolerance " + tolerance + ": must be finite and over -100 %");
        }
        Checks.risk(falseAlarm, "falseAlarm");
        Checks.risk(missed, "missed");
        Checks.cap(maxRounds, 1);
    }

    /**
     * Returns the fewest rounds with which a relative limit can PASS by evidence: 10 for p50; for a tail
     * {@code ceil(ln missed / ln p)}, because fewer starts may not show the tail at all (29 for p90, 59 for p95, 299
     * for p99 at a risk of .05), and at least 10. A cap below it should be refused.
     *
     * @param p the quantile
     * @param missed the risk of a false PASS
     */
    public static int firstPossiblePass(double p, double missed) {
        int floor = p == MEDIAN ? 0 : FirstPass.theoreticalMinimum(p, missed);
        return Math.max(Defaults.MIN_SAMPLES, floor);
    }

    /**
     * Returns the tolerance for a limit of at most n more on whole numbers: halfway to the next number. A candidate
     * exactly at its limit is then within it, rather than an uninformative tie. Both guarantees remain valid: at most n
     * more is also at most n + 1/2 more, and over n more is at least n + 1 more.
     */
    public static double between(double whole) {
        return whole + 1 / 2.0;
    }

    boolean typical() {
        return p == MEDIAN;
    }

    /** Returns rho, the ratio at the limit, or the difference at the limit. */
    public double limit() {
        return contrast == Contrast.RATIO ? 1 + tolerance : tolerance;
    }
}
