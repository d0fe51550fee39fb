package io.coldgate.stats;

/**
 * The dependence guard: the correlation of successive samples, and the resulting discount of evidence.
 *
 * <p>{@code lag1 = sum (R_i - Rbar)(R_(i-1) - Rbar) / sum (R_i - Rbar)^2 + 1/n} over the mid-ranks R (ties share their
 * mean rank), 0 where all samples are equal; 1/n removes the bias under independence. If n &gt;= 10 and lag1 exceeds
 * 1.645 standard errors (1/sqrt(n)), {@code tau = (1 + r) / (1 - r)} with r = min(lag1, .95), the factor by which an
 * AR(1) series lengthens; else 1. Evidence is divided by tau. This is a heuristic: it only withholds verdicts, so it
 * keeps all guarantees, but it does not rule out dependence.
 *
 * <p>If all samples are on one side of the limit, and far from it, their order contains no information about
 * exceedances: {@link #isFarFromAll}.
 *
 * @param lag1 the lag-1 rank autocorrelation
 * @param tau the factor by which evidence is divided, 1 or more
 */
public record Dependence(double lag1, double tau) {
    /** No dependence seen. */
    static final Dependence NONE = new Dependence(0, 1);

    /** Returns the dependence within samples in the order in which they were taken. */
    public static Dependence of(double... samples) {
        MidRanks ranks = new MidRanks();
        return ranks.dependence(samples, samples.length);
    }

    /** Returns the dependence computed from sums over centred mid-ranks. */
    static Dependence of(double products, double squares, int n) {
        if (squares == 0) {
            return NONE;
        }
        double lag1 = products / squares + 1.0 / n;
        if (n < Defaults.MIN_SAMPLES || lag1 <= Defaults.DEPENDENCE_Z / Math.sqrt(n)) {
            return new Dependence(lag1, 1);
        }
        double r = Math.min(lag1, Defaults.MAX_CORRELATION);
        return new Dependence(lag1, (1 + r) / (1 - r));
    }

    /**
     * Returns whether dependence between samples cannot explain that they are all on one side of a limit: the limit is
     * further from the nearest of them than {@link Defaults#REACH} times their whole range. The exceedances that the
     * test counts are then constant, and so is every series of the same values in another order. If the limit is
     * nearer, a quiet or a busy period may hide the other side, and the guard applies.
     *
     * @param least the smallest sample
     * @param greatest the greatest
     */
    static boolean isFarFromAll(double limit, double least, double greatest) {
        double reach = Defaults.REACH * (greatest - least);
        return limit - greatest > reach || least - limit > reach;
    }
}
