package io.coldgate.stats;

/** Tail probabilities of the two distributions used by the last look of a relative limit. */
final class Tails {
    /**
     * The limit between the two methods: below it the series loses no significant digits; above it the continued
     * fraction converges fast.
     */
    private static final double SERIES_UP_TO = 2.5;

    /** The number of steps that gives full double precision at z = 2.5. */
    private static final int FRACTION_STEPS = 120;

    /** Binomial coefficients are scaled down beyond 2^500, long before they overflow. */
    private static final int RESCALE = 500;

    private static final double LARGE = 0x1p500;

    private Tails() {}

    /**
     * {@code 1 - Phi(z)}. For |z| &lt; 2.5 the series {@code Phi(z) = 1/2 + phi(z) (z + z^3/3 + z^5/(3*5) + ...)},
     * above it Laplace's continued fraction {@code phi(z) / (z + 1/(z + 2/(z + 3/...)))}; relative error under 1e-13.
     */
    static double normalAbove(double z) {
        if (z < 0) {
            return 1 - normalAbove(-z);
        }
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z > SERIES_UP_TO) {
            double fraction = z;
            for (int k = FRACTION_STEPS; k >= 1; k--) {
                fraction = z + k / fraction;
            }
            return density / fraction;
        }
        double term = z;
        double sum = z;
        for (int k = 3; term > sum * 1e-17; k += 2) {
            term *= z * z / k;
            sum += term;
        }
        return .5 - density * sum;
    }

    /**
     * {@code P(Bin(k, 1/2) >= u)}, for u from 0: coefficients added from u up. Exact for k up to 50, then to some 1e-13
     * of itself.
     */
    static double fairCoinAtLeast(int k, int u) {
        if (2 * u <= k) {
            // The longer tail is computed from the shorter one.
            return 1 - fairCoinAtLeast(k, k - u + 1);
        }
        double ways = 1;
        int exponent = -k;
        for (int i = 0; i < k - u; i++) {
            ways = ways * (k - i) / (i + 1);
            if (ways > LARGE) {
                ways = Math.scalb(ways, -RESCALE);
                exponent += RESCALE;
            }
        }
        double sum = 0;
        for (int j = u; j <= k; j++) {
            sum += ways;
            ways = ways * (k - j) / (j + 1);
        }
        return Math.scalb(sum, exponent);
    }
}
