package io.coldgate.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one look at the cap of an absolute budget. It counts, for independent samples exactly at the limit, all paths to
 * the cap and spends what the e-processes have left of the two risks:
 * <pre>S_F = min{s : spent_F + P(not crossed, S_nmax >= s) <= falseAlarm}
 * S_P = max{s : spent_P + P(not crossed, S_nmax <= s) <= missed}</pre>
 *
 * where spent is the probability that the e-process crossed its threshold before. So the risks of the
 * whole rule stay at most {@code falseAlarm} and {@code missed}. Exact up to rounding (masses under 1e-30 are dropped);
 * minimum n: the cap itself. It assumes independent samples, so it is taken only where the dependence guard sees none,
 * and after it a run must not be extended. Source: the exact computation of a sequential binomial test's errors by its
 * recursion (Wald 1945).
 */
public final class LastLook {
    /** The sets of parameters that are kept; a build has a few. */
    private static final int CACHE_SIZE = 256;

    private static final Map<Key, LastLook> CACHE = new ConcurrentHashMap<>();

    private final PathMass fail;
    private final PathMass pass;
    private final int failAtLeast;
    private final int passAtMost;

    /** Computes it anew. */
    LastLook(double p, int maxSamples, double falseAlarm, double missed) {
        CountBoundaries boundaries = new CountBoundaries(p, falseAlarm, missed);
        this.fail = PathMass.belowFail(1 - p, maxSamples, boundaries);
        this.pass = PathMass.abovePass(1 - p, maxSamples, boundaries);
        this.failAtLeast = fail.leastWithin(falseAlarm);
        this.passAtMost = pass.mostWithin(missed);
    }

    /**
     * The last look of a budget on the p-quantile.
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

    /** S_F: so many exceedances or more FAIL at the cap; the cap plus one if none do. */
    public int failAtLeast() {
        return failAtLeast;
    }

    /** S_P: so many exceedances or fewer PASS at the cap; -1 if none do. */
    public int passAtMost() {
        return passAtMost;
    }

    /**
     * The smallest false-alarm risk at which s exceedances at the cap would FAIL:
     * {@code spent + P(not crossed, S >= s)}.
     */
    double failProbability(int s) {
        return fail.spentOrAtLeast(s);
    }

    /**
     * The smallest missed risk at which s exceedances at the cap would PASS: {@code spent + P(not crossed, S <= s)}.
     */
    double passProbability(int s) {
        return pass.spentOrAtMost(s);
    }

    private record Key(double p, int maxSamples, double falseAlarm, double missed) {}
}
