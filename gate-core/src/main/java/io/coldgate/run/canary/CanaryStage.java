package io.coldgate.run.canary;

import io.coldgate.deploy.AliasJournals;
import io.coldgate.deploy.Restoration;
import io.coldgate.lambda.Aliases;
import io.coldgate.logs.LogSource;
import io.coldgate.platform.CloudWatchLogSource;
import io.coldgate.platform.Platform;
import io.coldgate.platform.SeenEvents;
import io.coldgate.unit.Pacing;
import java.time.Clock;

/**
 * The resources of a canary: the platform's aliases, journals and logs.
 *
 * @param platform the platform
 * @param aliases its aliases
 * @param journals the journals written before an alias is changed
 * @param pacing waits
 * @param clock gives the time of day; the duration of steps depends only on the pacing's time
 */
record CanaryStage(Platform platform, Aliases aliases, AliasJournals journals, Pacing pacing, Clock clock) {
    static CanaryStage of(Platform platform, Pacing pacing, Clock clock) {
        Aliases aliases = new Aliases(platform.client(), platform.limits(), pacing);
        return new CanaryStage(
                platform,
                aliases,
                new AliasJournals(Restoration.stateFolder(), aliases, Restoration.endpointOf(platform)),
                pacing,
                clock);
    }

    /** Returns the lines of a log group from now on. */
    LogSource lines(String group) {
        return new CloudWatchLogSource(
                platform.logsClient(), group, SeenEvents.since(clock.millis()), pacing, clock::millis);
    }

    String region() {
        return platform.facts().getOrDefault("region", "");
    }
}
