package io.coldgate.report.html;

/**
 * The samples that a plot draws as points: all of few, an even choice of many. The same samples give the same choice.
 */
final class Points {
    /** More points than this lie on each other and only make the file large. */
    static final int MOST = 400;

    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private Points() {}

    /** Indices of at most {@link #MOST} of n samples, evenly chosen, the first and the last among them. */
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
     * A place in [0, 1) for the i-th point, so that neighbours stand apart: multiples of the golden ratio, modulo 1.
     */
    static double scatter(int i) {
        double place = (i + 1) * GOLDEN_RATIO;
        return place - Math.floor(place);
    }

    /** {@code 300 cold starts}, and how many of them are drawn where not all are. */
    static String count(int n, String thing) {
        String all = Words.count(n, thing);
        return n <= MOST ? all : all + ", " + MOST + " of them drawn";
    }
}
