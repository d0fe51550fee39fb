package io.coldgate.stats;

/**
 * The probabilities of all numbers of exceedances among nmax independent samples at the limit, for paths that never
 * crossed one boundary; the mass that crossed is spent. One convolution per sample:
 * {@code q_n(s) = q_(n-1)(s) (1 - t0) + q_(n-1)(s-1) t0}. Only the band that carries mass is kept, so nmax samples cost
 * about nmax^1.5 steps.
 */
final class PathMass {
    /**
     * Mass below this is dropped at the edges: even a million such masses change a risk of 1e-6 by less than rounding
     * does.
     */
    private static final double NEGLIGIBLE = 1e-30;

    private final double t0;
    private final double[] mass;
    /** The band: all mass lies in [low, high]. */
    private int low;

    private int high;
    private double spent;

    private PathMass(double t0, int size) {
        this.t0 = t0;
        this.mass = new double[size];
        this.mass[0] = 1;
    }

    /** Returns the mass of paths that never had the evidence to FAIL. */
    static PathMass belowFail(double t0, int maxSamples, CountBoundaries boundaries) {
        PathMass paths = new PathMass(t0, maxSamples + 2);
        int boundary = 0;
        for (int n = 1; n <= maxSamples; n++) {
            paths.step(maxSamples);
            if (n >= Defaults.MIN_SAMPLES) {
                // The boundary never falls as n grows.
                while (boundary <= n && !boundaries.fails(n, boundary)) {
                    boundary++;
                }
                paths.spendFrom(boundary);
            }
            paths.trim();
        }
        return paths;
    }

    /**
     * Returns the mass of paths that never had the evidence to PASS, up to a little over the expected number of
     * exceedances.
     */
    static PathMass abovePass(double t0, int maxSamples, CountBoundaries boundaries) {
        // Half of all paths end below the mean, and the missed risk is at most a half: mass far above the mean never
        // returns and is not needed.
        int most = (int) Math.min(maxSamples, Math.ceil(maxSamples * t0) + 2);
        PathMass paths = new PathMass(t0, most + 2);
        int boundary = -1;
        for (int n = 1; n <= maxSamples; n++) {
            paths.step(most);
            if (n >= Defaults.MIN_SAMPLES) {
                while (boundary < n && boundaries.passes(n, boundary + 1)) {
                    boundary++;
                }
                paths.spendTo(boundary);
            }
            paths.trim();
        }
        return paths;
    }

    private void step(int most) {
        int top = Math.min(high + 1, most);
        for (int s = top; s > low; s--) {
            mass[s] = mass[s] * (1 - t0) + mass[s - 1] * t0;
        }
        mass[low] *= 1 - t0;
        high = top;
    }

    private void spendFrom(int boundary) {
        for (; high >= boundary && high >= low; high--) {
            spent += mass[high];
            mass[high] = 0;
        }
    }

    private void spendTo(int boundary) {
        for (; low <= boundary && low <= high; low++) {
            spent += mass[low];
            mass[low] = 0;
        }
    }

    private void trim() {
        while (low < high && mass[low] < NEGLIGIBLE) {
            mass[low++] = 0;
        }
        while (high > low && mass[high] < NEGLIGIBLE) {
            mass[high--] = 0;
        }
    }

    /** {@code spent + P(not crossed, S >= s)}. */
    double spentOrAtLeast(int s) {
        double sum = spent;
        for (int i = high; i >= Math.max(s, low); i--) {
            sum += mass[i];
        }
        return sum;
    }

    /** {@code spent + P(not crossed, S <= s)}, for s up to the mean. */
    double spentOrAtMost(int s) {
        double sum = spent;
        for (int i = low; i <= Math.min(s, high); i++) {
            sum += mass[i];
        }
        return sum;
    }

    /** Returns the smallest s whose {@link #spentOrAtLeast} is within the level. */
    int leastWithin(double level) {
        double sum = spent;
        int s = mass.length - 1;
        while (s > 0 && sum + mass[s - 1] <= level) {
            sum += mass[--s];
        }
        return s;
    }

    /** Returns the greatest s whose {@link #spentOrAtMost} is within the level, or -1. */
    int mostWithin(double level) {
        double sum = spent;
        int s = -1;
        while (s + 1 < mass.length && sum + mass[s + 1] <= level) {
            sum += mass[++s];
        }
        return s;
    }
}
