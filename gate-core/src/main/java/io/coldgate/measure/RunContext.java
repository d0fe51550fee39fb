package io.coldgate.measure;

import io.coldgate.build.Progress;
import io.coldgate.deploy.DeploymentPlanner;
import io.coldgate.deploy.RunSettings;
import io.coldgate.lambda.LambdaDriver;
import io.coldgate.platform.Platform;
import io.coldgate.unit.Pacing;
import java.time.Clock;
import java.util.SplittableRandom;

/**
 * The surroundings of a run: what it measures on, who is told of it, and by which clock.
 *
 * @param platform where functions are deployed and started
 * @param settings the run's settings besides its plan
 * @param progress is told how far the run has come
 * @param stop tells whether the user asked to stop
 * @param pacing pauses, and the time that elapses
 * @param clock the time of day in records and names
 */
public record RunContext(
        Platform platform, RunSettings settings, Progress progress, StopSignal stop, Pacing pacing, Clock clock) {
    LambdaDriver driver() {
        return new LambdaDriver(platform.client(), platform.limits(), pacing, new SplittableRandom(settings.seed()));
    }

    DeploymentPlanner planner(LambdaDriver driver) {
        return new DeploymentPlanner(platform, driver, settings, clock);
    }

    /** Ends what is under way when the user asked to stop. */
    void requireNoStop() throws InterruptedException {
        if (stop.requested()) {
            throw new InterruptedException("the user asked to stop");
        }
    }
}
