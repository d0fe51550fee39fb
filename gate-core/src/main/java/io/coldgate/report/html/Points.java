package io.coldgate.report.html;

/**
 * The samples that a plot draws as points: all of a few, or an even selection of many. The same samples give the same
 * selection.
 */
final class Points {
    /** The maximum number of points; more would overlap and only make the file larger. */
    static final int MOST = 400;

    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private Points() {}

    /** Returns the indices of at most {@link #MOST} of n samples, evenly spaced, including the first and the last. */
    static int[] of(int n) {
        if (n <= MOST) {
            int[] all = new int[n];
            for (int i = 0; i < n; i++) {
                all[i] = i;
            }
            return all;
        }
        int[] some = new int[MOST];
        for (int i = 0; i < MOST; i++) {
            some[i] = (int) ((long) i * (n - 1) / (MOST - 1));
        }
        return some;
    }

    /**
     * Returns a position in [0, 1) for the i-th point that keeps neighbours apart: multiples of the golden ratio,
     * modulo 1.
     */
    static double scatter(int i) {
        double place = (i + 1) * GOLDEN_RATIO;
        return place - Math.floor(place);
    }

    /** Returns the count, such as {@code 300 cold starts}, and the number of those drawn if not all are. */
    static String count(int n, String thing) {
        String all = Words.count(n, thing);
        return n <= MOST ? all : all + ", " + MOST + " of them drawn";
    }
}
