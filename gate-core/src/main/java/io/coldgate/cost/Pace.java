package io.coldgate.cost;

import io.coldgate.lambda.ControlPlaneLimits;
import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;

/**
 * The approximate pace of a platform's cold starts, for forecasts, never for verdicts.
 *
 * @param limits the limits of its control plane
 * @param startSeconds wall time of one cold Invoke of a small Go function
 * @param warmSeconds wall time of a warm Invoke
 * @param sharesCores whether concurrent starts share one machine's cores
 */
public record Pace(ControlPlaneLimits limits, double startSeconds, double warmSeconds, boolean sharesCores) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** The control-plane calls of an update and its wait; {@code GetFunction} is counted separately. */
    private static final int CALLS_PER_UPDATE = 1;

    /**
     * The time until a published version can be invoked in its start mode: AWS needs a minute or more for a snapshot,
     * and about as long for provisioned environments.
     */
    private static final double PUBLISHING_SECONDS = 60;

    /** Returns the pace of a platform. */
    public static Pace of(PlatformName platform) {
        return switch (platform) {
            // An update, its wait and one cold Invoke, on two cores; a Java function takes some thirty times as long.
            case EMBEDDED -> new Pace(ControlPlaneLimits.NONE, .012, .002, true);
            // Docker needs most of this time to create the container.
            case LOCALSTACK -> new Pace(ControlPlaneLimits.NONE, 1, .02, true);
            // 50 ms are init; the rest is the sandbox and the network.
            case AWS -> new Pace(ControlPlaneLimits.AWS, .4, .05, false);
        };
    }

    /**
     * Returns the seconds for a number of cold starts of a function.
     *
     * @param updates number of configuration updates, each followed by a fan-out
     * @param starts total number of cold starts
     */
    public double seconds(int updates, int starts, FanOut fanOut) {
        if (updates == 0) {
            return 0;
        }
        double invoking = sharesCores ? starts * startSeconds : updates * startSeconds;
        double update = limits.usualUpdate().toNanos() / NANOS_PER_SECOND;
        // One copy's update is hidden behind the other copies' starts, as long as these last.
        double others = (fanOut.copies() - 1) * invoking / updates;
        double waiting = Math.max(0, (update - others) / fanOut.copies());
        double calls = CALLS_PER_UPDATE / limits.changesPerSecond();
        return invoking + updates * Math.max(waiting, calls);
    }

    /** Returns the additional seconds for so many published versions, one after the other. */
    static double publishing(int versions) {
        return versions * PUBLISHING_SECONDS;
    }

    /** Returns the seconds to deploy so many functions. */
    public double deploying(int functions) {
        return functions * limits.usualUpdate().toNanos() / NANOS_PER_SECOND;
    }
}
