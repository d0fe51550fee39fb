package io.coldgate.report;

import io.coldgate.calibrate.Headroom;
import io.coldgate.calibrate.MetricNoise;
import io.coldgate.unit.Dimension;

/** One metric's budgets with headroom, in the syntax of a thresholds file. */
public final class BudgetLine {
    private BudgetLine() {}

    /** {@code init_duration: { p50: 5.3ms, p95: 7.7ms }}. */
    public static String of(MetricNoise noise) {
        return noise.metric().key() + ": { " + limits(noise) + " }";
    }

    /** Returns the limits alone: {@code p50: 5.3ms, p95: 7.7ms}. */
    static String limits(MetricNoise noise) {
        Dimension dimension = noise.metric().dimension();
        return "p50: " + Headroom.budget(noise.median(), Headroom.P50, dimension) + ", p95: "
                + Headroom.budget(noise.p95(), Headroom.P95, dimension);
    }
}
