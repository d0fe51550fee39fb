package io.coldgate.stats;

/**
 * A limit relative to a baseline that is measured in the same rounds, "the candidate's q_p &lt;= (1 + tolerance) times
 * the baseline's".
 *
 * <p>What is really tested: for p50, that the candidate is typically (head to head, and by rank) no slower than the
 * limit; for a tail, that it crosses the baseline's p-quantile, stretched by the limit, no more often than the baseline
 * does. For shifts and scalings these are the quantile statements; where only the shape changes they are near, but not
 * the same.
 *
 * @param p .5 for the typical start, or a tail in (.5, 1)
 * @param tolerance share by which the candidate may be slower, over -1: .1 for "+10 %"
 * @param levelFail the risk of a false FAIL: the build's divided by the number of its checks
 * @param beta the risk of a false PASS
 * @param maxRounds the cap
 */
public record RelativeRule(double p, double tolerance, double levelFail, double beta, int maxRounds) {
    private static final double MEDIAN = .5;

    /** Refuses what no verdict could rest on. */
    public RelativeRule {
        if (!(p >= MEDIAN && p < 1)) {
            throw new IllegalArgumentException("quantile " + p + ": a relative limit is on 0.5 or on a tail above it");
        }
        if (!(tolerance > -1 && tolerance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("tolerance " + tolerance + ": must be finite and over -100 %");
        }
        Checks.risk(levelFail, "level");
        Checks.risk(beta, "beta");
        Checks.cap(maxRounds, 1);
    }

    /**
     * The fewest rounds with which a relative limit can PASS by evidence: 10 for p50; for a tail
     * {@code ceil(ln beta / ln p)}, since fewer starts may not have shown the tail at all (29 for p90, 59 for p95, 299
     * for p99 at beta .05), and at least 10. A cap below it should be refused.
     *
     * @param p the quantile
     * @param beta the risk of a false PASS
     */
    public static int firstPossiblePass(double p, double beta) {
        int floor = p == MEDIAN ? 0 : FirstPass.theoreticalMinimum(p, beta);
        return Math.max(Defaults.MIN_SAMPLES, floor);
    }

    boolean typical() {
        return p == MEDIAN;
    }

    /** rho: the ratio at the limit. */
    double limitRatio() {
        return 1 + tolerance;
    }
}
