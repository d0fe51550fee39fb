package io.coldgate.stats;

/**
 * Evidence for p50, the mean of two betting e-processes on scores that are positive if the candidate c is worse than
 * rho times the baseline a:
 * <ul>
 * <li>sign: {@code g_i = sign(c_i - rho a_i)};
 * <li>rank: {@code g_i = G(c_i / rho) - G(a_i)}, {@code G(v) = min(1, F(v) / .75)}, F the mid-distribution function of
 * the past baseline values; {@code g_1} is the sign.
 * </ul> Validity: given the past and the two values of a round, the coin that ordered the arms makes each score fair if
 * C is distributed as rho A, and its mean is at most 0 if C is stochastically at most rho A, because G is a fixed
 * increasing function given the past. No assumption is made about drift, dependence between rounds or shape
 * (Waudby-Smith and Ramdas 2024). For a limit by a difference d, {@code rho a} is a + d and {@code c / rho} is c - d;
 * the same holds, for C distributed as A + d.
 */
final class TypicalEvidence implements RelativeEvidence {
    /**
     * All ranks above this quantile of the baseline count the same: the noise of the slow mode says little about the
     * typical start.
     */
    private static final double CLIP = .75;

    /**
     * The number of rounds from which the normal approximation of the last look keeps its level down to .0001
     * (simulated for four shapes).
     */
    private static final int LAST_LOOK_MIN_ROUNDS = 30;

    private final Contrast contrast;
    private final double limit;
    private final SortedSamples past = new SortedSamples();
    private final Bets signs = new Bets();
    private final Bets ranks = new Bets();
    private double sign;
    private double rank;
    private double sum;
    private double sumOfSquares;

    TypicalEvidence(Contrast contrast, double limit) {
        this.contrast = contrast;
        this.limit = limit;
    }

    @Override
    public void add(double baseline, double candidate) {
        sign = sign(candidate, contrast.limit(baseline, limit));
        rank = past.size() == 0 ? sign : clippedRank(contrast.undone(candidate, limit)) - clippedRank(baseline);
        signs.add(sign);
        ranks.add(rank);
        sum += rank;
        sumOfSquares += rank * rank;
        past.add(baseline);
    }

    private double clippedRank(double value) {
        return Math.min(1, past.midCount(value) / past.size() / CLIP);
    }

    /** Returns the sign of the difference; 0 also if both are infinite: when both arms fail, it is a tie. */
    private static double sign(double candidate, double most) {
        return candidate > most ? 1 : candidate < most ? -1 : 0;
    }

    @Override
    public double logFail() {
        return Bets.logMean(signs.logUp(), ranks.logUp());
    }

    @Override
    public double logPass() {
        return Bets.logMean(signs.logDown(), ranks.logDown());
    }

    @Override
    public double lastLookFail() {
        return says() ? Tails.normalAbove(z()) : 1;
    }

    @Override
    public double lastLookPass() {
        return says() ? Tails.normalAbove(-z()) : 1;
    }

    private boolean says() {
        return past.size() >= LAST_LOOK_MIN_ROUNDS && sumOfSquares > 0;
    }

    private double z() {
        return sum / Math.sqrt(sumOfSquares);
    }

    /** Returns the sign score of the last round. */
    double sign() {
        return sign;
    }

    /** Returns the rank score of the last round. */
    double rank() {
        return rank;
    }
}
