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
 * The context of a run: its platform, its listener and its clocks.
 *
 * @param platform where functions are deployed and started
 * @param settings the run's settings, apart from its plan
 * @param progress receives the run's progress
 * @param stop tells whether the user requested a stop
 * @param pacing pauses, and elapsed time
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

    /** Interrupts the current work when the user requested a stop. */
    void requireNoStop() throws InterruptedException {
        if (stop.requested()) {
            throw new InterruptedException("the user asked to stop");
        }
    }
}
