package io.coldgate.replay;

/**
 * The absolute budgets of all rules that use them: the function's own quantiles with the headroom recommended in
 * docs/statistics.md. They are based on the pool's true quantiles, which no user knows; all rules get the same budgets,
 * so they favour none.
 */
final class Budgets {
    private static final double P50_HEADROOM = .25;
    private static final double P95_HEADROOM = .5;

    private Budgets() {}

    static double p50(Pool pool) {
        return pool.p50() * (1 + P50_HEADROOM);
    }

    static double p95(Pool pool) {
        return pool.p95() * (1 + P95_HEADROOM);
    }
}
