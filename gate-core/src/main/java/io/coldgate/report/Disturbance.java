package io.coldgate.report;

import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The host's disturbance of a series: the time that the threads of its starts waited for a core.
 *
 * @param known number of starts whose waiting time is known
 * @param disturbed number of starts that waited for more than the given share of their init duration
 * @param medianWaitNanos median wait of the disturbed starts, in nanoseconds
 */
public record Disturbance(int known, int disturbed, double medianWaitNanos) {
    /** The smallest share of disturbed starts that is reported: any machine disturbs a few. */
    private static final double WORTH_SAYING = .1;

    /**
     * Returns the disturbance of a series; a start is disturbed when it waited for more than {@code share} of its init
     * duration.
     */
    public static Disturbance of(List<Start> starts, double share) {
        int known = 0;
        List<Double> waits = new ArrayList<>();
        for (Start start : starts) {
            Double init = start.values().get(Metric.INIT_DURATION);
            if (init == null || start.waitNanos().isEmpty()) {
                continue;
            }
            known++;
            double wait = start.waitNanos().getAsDouble();
            if (wait > share * init) {
                waits.add(wait);
            }
        }
        waits.sort(null);
        return new Disturbance(known, waits.size(), waits.isEmpty() ? 0 : waits.get(waits.size() / 2));
    }

    /** Returns whether the disturbance is worth reporting. */
    public boolean isWorthSaying() {
        return disturbed > WORTH_SAYING * known;
    }

    /** Returns the disturbance as a clause. */
    public String text() {
        return String.format(
                Locale.ROOT,
                "the host was busy: %d of %d starts waited for a core, for %.1f ms (median)",
                disturbed,
                known,
                medianWaitNanos / 1e6);
    }
}
