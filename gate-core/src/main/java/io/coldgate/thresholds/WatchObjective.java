package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Quantity;
import java.time.Duration;

/**
 * An objective of a function in production. Every objective limits a share: at most a tolerated share of the
 * invocations may exceed it.
 */
public sealed interface WatchObjective {
    /** The precision of shares: finer than any quantile of the format. */
    double PARTS = 1e6;

    /** Returns its name, which is unique in a function: {@code duration.p99}, {@code cold-share}. */
    String key();

    /** Returns the share of invocations that may exceed it, in (0, 1). */
    double tolerated();

    /** Returns the time window of the plain rule. */
    Duration over();

    /** Returns its location in the file. */
    Location location();

    /** Returns its limit for people: {@code ≤ 99.0 ms}. */
    String limitShown();

    /**
     * A limit on a quantile of times: a p99 meets it while at most 1 % of the invocations take longer.
     *
     * @param metric {@link Metric#DURATION}, or {@link Metric#INIT_DURATION}, which only cold starts have
     * @param quantile the quantile
     * @param limit the longest time; a time equal to it is within
     */
    record Latency(Metric metric, BudgetRule.Quantile quantile, Quantity limit, Duration over, Location location)
            implements WatchObjective {
        @Override
        public String key() {
            return metric.key() + "." + quantile.key();
        }

        @Override
        public double tolerated() {
            // Removes the rounding error of binary fractions: a p99 tolerates exactly 0.01.
            return Math.rint((1 - quantile.p()) * PARTS) / PARTS;
        }

        @Override
        public String limitShown() {
            return "≤ " + limit.format();
        }
    }

    /**
     * A limit on the share of invocations of a kind.
     *
     * @param kind the kind of invocations
     * @param tolerated their largest permitted share, in (0, 1)
     */
    record Share(Kind kind, double tolerated, Duration over, Location location) implements WatchObjective {
        @Override
        public String key() {
            return kind.key();
        }

        @Override
        public String limitShown() {
            return "≤ " + Percentage.format(tolerated);
        }
    }

    /** The kind of invocations that a share counts. */
    enum Kind {
        /** Cold starts. */
        COLD("cold-share"),
        /** Invocations that failed, as far as their REPORT lines show it. */
        ERRORS("errors");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        /** Returns the key in the file. */
        public String key() {
            return key;
        }
    }
}
