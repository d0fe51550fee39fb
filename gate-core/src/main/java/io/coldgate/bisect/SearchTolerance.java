package io.coldgate.bisect;

/** The tolerance of a search for which the command line gives none. */
public final class SearchTolerance {
    /**
     * The tolerance of the comparisons that must notice every step worth naming: the slow commit with the fast one, and
     * the first slow commit with its predecessor. Smaller steps are lost in the noise of most hosts.
     */
    public static final double LEAST = .05;

    private static final double PERCENT = 100;

    /** Absorbs the rounding of a share such as .58, which is 57.99999999999999 percent in floating point. */
    private static final double ROUNDING = 1e-9;

    private SearchTolerance() {}

    /** Returns the tolerance that follows from the slow commit's comparison; {@link #LEAST} without its figures. */
    public static double of(CommitResult slow) {
        return slow.change() == null || slow.atLeast() == null ? LEAST : ofStep(slow.change(), slow.atLeast());
    }

    /**
     * Returns the tolerance for the commits between the fast and the slow one: the geometric middle of the two, which
     * is equally far from both, but no more than is proven of the slow one, and at least {@link #LEAST}. It is rounded
     * down to whole percents, so people can repeat it with {@code --tolerance}.
     *
     * @param change by how much the slow commit is slower, as a share: 1 if it takes twice as long
     * @param atLeast by how much it is proven to be slower
     */
    static double ofStep(double change, double atLeast) {
        double middle = Math.sqrt(1 + change) - 1;
        return Math.max(LEAST, Math.floor(Math.min(middle, atLeast) * PERCENT + ROUNDING) / PERCENT);
    }
}
