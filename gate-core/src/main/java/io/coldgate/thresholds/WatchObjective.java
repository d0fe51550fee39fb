package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import io.coldgate.thresholds.diagnostic.Location;
import io.coldgate.unit.Percentage;
import io.coldgate.unit.Quantity;
import java.time.Duration;

/**
 * An objective of a function in production. Each is a limit on a share: an invocation exceeds it or does not, and at
 * most a tolerated share of them may.
 */
public sealed interface WatchObjective {
    /** Finer than any quantile of the format. */
    double PARTS = 1e6;

    /** Returns its name: {@code duration.p99}, {@code cold-share}. It is unique in a function. */
    String key();

    /** Returns the share of invocations that may exceed it, in (0, 1). */
    double tolerated();

    /** Returns the time over which the plain rule looks. */
    Duration over();

    /** Returns where it stands in the file. */
    Location location();

    /** Returns its limit for people: {@code ≤ 99.0 ms}. */
    String limitShown();

    /**
     * A limit on a quantile of times: a p99 keeps it while at most 1 % of the invocations take longer.
     *
     * @param metric {@link Metric#DURATION}, or {@link Metric#INIT_DURATION}, which cold starts alone have
     * @param quantile which quantile
     * @param limit the longest time; equal to it is within
     */
    record Latency(Metric metric, BudgetRule.Quantile quantile, Quantity limit, Duration over, Location location)
            implements WatchObjective {
        @Override
        public String key() {
            return metric.key() + "." + quantile.key();
        }

        @Override
        public double tolerated() {
            // Without what binary fractions leave over: 0.01 of a p99.
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
     * @param kind which invocations
     * @param tolerated their largest share, in (0, 1)
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

    /** The invocations that a share is of. */
    enum Kind {
        /** Cold starts. */
        COLD("cold-share"),
        /** Invocations that failed, as far as their REPORT says it. */
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
