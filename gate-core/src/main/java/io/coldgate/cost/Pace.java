package io.coldgate.cost;

import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;

/**
 * The pace of a platform's cold starts, roughly: for a forecast, never for a verdict.
 *
 * @param limits its control plane
 * @param startSeconds wall time of one cold Invoke of a small Go function
 * @param warmSeconds wall time of an Invoke that an environment serves after its cold start
 * @param sharesCores whether starts that are taken together take turns on one machine's cores
 */
public record Pace(ControlPlaneLimits limits, double startSeconds, double warmSeconds, boolean sharesCores) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** An update and its wait are one call of the control plane; {@code GetFunction} is counted by itself. */
    private static final int CALLS_PER_UPDATE = 1;

    /**
     * The time that a published version takes until it can be invoked as its mode promises: AWS needs a minute or more
     * for a snapshot, and about as long for provisioned environments.
     */
    private static final double PUBLISHING_SECONDS = 60;

    /** The pace of that platform. */
    public static Pace of(PlatformName platform) {
        return switch (platform) {
            // An update, its wait and one cold Invoke, on two cores; a Java function takes some thirty times as long.
            case EMBEDDED -> new Pace(ControlPlaneLimits.NONE, .012, .002, true);
            // Docker needs most of it to make the container.
            case LOCALSTACK -> new Pace(ControlPlaneLimits.NONE, 1, .02, true);
            // 50 ms of init, the rest is the sandbox and the network.
            case AWS -> new Pace(ControlPlaneLimits.AWS, .4, .05, false);
        };
    }

    /**
     * Seconds that it takes to start a function so often.
     *
     * @param updates updates of the configuration, each followed by a fan-out
     * @param starts cold starts in all
     */
    public double seconds(int updates, int starts, FanOut fanOut) {
        if (updates == 0) {
            return 0;
        }
        double invoking = sharesCores ? starts * startSeconds : updates * startSeconds;
        double update = limits.usualUpdate().toNanos() / NANOS_PER_SECOND;
        // What one copy's update takes is hidden behind the others' starts as far as they last.
        double others = (fanOut.copies() - 1) * invoking / updates;
        double waiting = Math.max(0, (update - others) / fanOut.copies());
        double calls = CALLS_PER_UPDATE / limits.changesPerSecond();
        return invoking + updates * Math.max(waiting, calls);
    }

    /** Seconds that so many published versions take besides, one after the other. */
    static double publishing(int versions) {
        return versions * PUBLISHING_SECONDS;
    }

    /** Seconds to deploy so many functions. */
    public double deploying(int functions) {
        return functions * limits.usualUpdate().toNanos() / NANOS_PER_SECOND;
    }
}
