package io.coldgate.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The single additional look at the cap of an absolute budget. For independent samples exactly at the limit, it counts
 * all paths to the cap and spends the part of the two risks that the e-processes have not used:
 * <pre>S_F = min{s : spent_F + P(not crossed, S_nmax >= s) <= falseAlarm}
 * S_P = max{s : spent_P + P(not crossed, S_nmax <= s) <= missed}</pre>
 *
 * where spent is the probability that the e-process crossed its threshold before. The risks of the whole rule thus stay
 * at most {@code falseAlarm} and {@code missed}. Exact up to rounding (masses under 1e-30 are dropped); minimum n: the
 * cap itself. It assumes independent samples, so it is taken only if the dependence guard sees none, and a run must not
 * be extended after it. Source: the exact computation of a sequential binomial test's errors by its recursion (Wald
 * 1945).
 */
public final class LastLook {
    /** The number of parameter sets in the cache; a build has only a few. */
    private static final int CACHE_SIZE = 256;

    private static final Map<Key, LastLook> CACHE = new ConcurrentHashMap<>();

    private final PathMass fail;
    private final PathMass pass;
    private final int failAtLeast;
    private final int passAtMost;

    /** Computes the last look without the cache. */
    LastLook(double p, int maxSamples, double falseAlarm, double missed) {
        CountBoundaries boundaries = new CountBoundaries(p, falseAlarm, missed);
        this.fail = PathMass.belowFail(1 - p, maxSamples, boundaries);
        this.pass = PathMass.abovePass(1 - p, maxSamples, boundaries);
        this.failAtLeast = fail.leastWithin(falseAlarm);
        this.passAtMost = pass.mostWithin(missed);
    }

    /**
     * Returns the last look of a budget on the p-quantile.
     *
     * @param p the quantile, in (0, 1)
     * @param maxSamples the cap
     * @param falseAlarm the risk of a false FAIL
     * @param missed the risk of a false PASS
     */
    public static LastLook of(double p, int maxSamples, double falseAlarm, double missed) {
        Key key = new Key(p, maxSamples, falseAlarm, missed);
        LastLook known = CACHE.get(key);
        if (known != null) {
            return known;
        }
        LastLook computed = new LastLook(p, maxSamples, falseAlarm, missed);
        if (CACHE.size() >= CACHE_SIZE) {
            CACHE.clear();
        }
        CACHE.put(key, computed);
        return computed;
    }

    /** Returns S_F: at the cap, this many exceedances or more FAIL; the cap plus one if none do. */
    public int failAtLeast() {
        return failAtLeast;
    }

    /** Returns S_P: at the cap, this many exceedances or fewer PASS; -1 if none do. */
    public int passAtMost() {
        return passAtMost;
    }

    /**
     * Returns the smallest false-alarm risk at which s exceedances at the cap would FAIL:
     * {@code spent + P(not crossed, S >= s)}.
     */
    double failProbability(int s) {
        return fail.spentOrAtLeast(s);
    }

    /**
     * Returns the smallest missed risk at which s exceedances at the cap would PASS:
     * {@code spent + P(not crossed, S <= s)}.
     */
    double passProbability(int s) {
        return pass.spentOrAtMost(s);
    }

    private record Key(double p, int maxSamples, double falseAlarm, double missed) {}
}
