package io.coldgate.thresholds.read;

import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import java.util.Optional;

/**
 * The command line's word over the file's.
 *
 * @param platformOverride {@code --platform}: where every function runs, whatever the file says
 * @param maxSamplesOverride {@code --max-samples}: the cap of every function, 1 or more
 * @param fanOutOverride {@code --fan-out}: starts after one update of every function, 1 to {@link FanOut#MOST}
 * @param withoutRoles nothing is deployed, so functions need no roles even on AWS
 */
public record ReadOptions(
        Optional<PlatformName> platformOverride,
        Optional<Integer> maxSamplesOverride,
        Optional<Integer> fanOutOverride,
        boolean withoutRoles) {
    /** Makes the options of a run, which needs roles. */
    public ReadOptions(
            Optional<PlatformName> platformOverride,
            Optional<Integer> maxSamplesOverride,
            Optional<Integer> fanOutOverride) {
        this(platformOverride, maxSamplesOverride, fanOutOverride, false);
    }

    /** Makes options without a fan-out of the command line. */
    public ReadOptions(Optional<PlatformName> platformOverride, Optional<Integer> maxSamplesOverride) {
        this(platformOverride, maxSamplesOverride, Optional.empty());
    }

    /** Returns options for what comes before there are roles, with every function on the platform. */
    public static ReadOptions beforeRoles(PlatformName platform) {
        return new ReadOptions(Optional.of(platform), Optional.empty(), Optional.empty(), true);
    }

    /** Returns options that say nothing over the file. */
    public static ReadOptions none() {
        return new ReadOptions(Optional.empty(), Optional.empty());
    }
}
