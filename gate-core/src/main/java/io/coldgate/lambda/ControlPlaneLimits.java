package io.coldgate.lambda;

import java.time.Duration;

/**
 * Limits on calls of a platform's control plane, and the usual time of its updates.
 *
 * @param changesPerSecond calls of all kinds except {@code GetFunction} and {@code Invoke}, over 0;
 *     {@link Double#POSITIVE_INFINITY} for no limit
 * @param readsPerSecond calls of {@code GetFunction}, in the same way
 * @param usualUpdate the usual duration of an update, from which the waiting times start
 */
public record ControlPlaneLimits(double changesPerSecond, double readsPerSecond, Duration usualUpdate) {
    /** No limits, and updates that complete at once. */
    public static final ControlPlaneLimits NONE =
            new ControlPlaneLimits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Duration.ZERO);

    /**
     * The limits of AWS for an account in a region: 15 control-plane calls per second in total, and separately 100
     * calls of {@code GetFunction} (AWS, "Lambda quotas", API requests). An update of a small package takes about 1.75
     * s.
     */
    public static final ControlPlaneLimits AWS = new ControlPlaneLimits(15, 100, Duration.ofMillis(1750));

    /** Refuses rates that would never allow a call. */
    public ControlPlaneLimits {
        if (!(changesPerSecond > 0) || !(readsPerSecond > 0) || usualUpdate.isNegative()) {
            throw new IllegalArgumentException("rates must be over 0, and a time not negative");
        }
    }
}
