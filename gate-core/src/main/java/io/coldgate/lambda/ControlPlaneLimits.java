package io.coldgate.lambda;

import java.time.Duration;

/**
 * Limits on calls of a platform's control plane, and the usual time of its updates.
 *
 * @param changesPerSecond calls of all kinds but {@code GetFunction} and {@code Invoke}, over 0;
 *     {@link Double#POSITIVE_INFINITY} for no limit
 * @param readsPerSecond calls of {@code GetFunction}, likewise
 * @param usualUpdate what an update takes until it is done; where the waiting for the first one begins
 */
public record ControlPlaneLimits(double changesPerSecond, double readsPerSecond, Duration usualUpdate) {
    /** No limit, and updates that are done at once. */
    public static final ControlPlaneLimits NONE =
            new ControlPlaneLimits(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Duration.ZERO);

    /**
     * AWS, for an account in a region: 15 calls a second of the control plane altogether, {@code GetFunction} apart
     * with 100 (AWS, "Lambda quotas", API requests). An update of a small package takes about 1.75 s.
     */
    public static final ControlPlaneLimits AWS = new ControlPlaneLimits(15, 100, Duration.ofMillis(1750));

    /** Refuses rates that let nothing through. */
    public ControlPlaneLimits {
        if (!(changesPerSecond > 0) || !(readsPerSecond > 0) || usualUpdate.isNegative()) {
            throw new IllegalArgumentException("rates must be over 0, and a time not negative");
        }
    }
}
