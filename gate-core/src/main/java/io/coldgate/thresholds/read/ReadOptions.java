package io.coldgate.thresholds.read;

import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The command line's word over the file's.
 *
 * @param platformOverride {@code --platform}: where every function runs, whatever the file says
 * @param maxSamplesOverride {@code --max-samples}: the cap of every function, 1 or more
 * @param fanOutOverride {@code --fan-out}: starts after one update of every function, 1 to {@link FanOut#MOST}
 * @param withoutRoles nothing is deployed, so functions need no roles even on AWS
 * @param chosen the names of the functions that it speaks of; the others are read as the file has them
 */
public record ReadOptions(
        Optional<PlatformName> platformOverride,
        Optional<Integer> maxSamplesOverride,
        Optional<Integer> fanOutOverride,
        boolean withoutRoles,
        Predicate<String> chosen) {
    /** Makes options that speak of every function. */
    public ReadOptions(
            Optional<PlatformName> platformOverride,
            Optional<Integer> maxSamplesOverride,
            Optional<Integer> fanOutOverride,
            boolean withoutRoles) {
        this(platformOverride, maxSamplesOverride, fanOutOverride, withoutRoles, name -> true);
    }

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

    /** Returns the same for the functions of these names alone. */
    public ReadOptions only(Predicate<String> functions) {
        return new ReadOptions(platformOverride, maxSamplesOverride, fanOutOverride, withoutRoles, functions);
    }

    /** Returns what is said over the function of that name: nothing where it is not chosen. */
    ReadOptions over(String function) {
        return chosen.test(function)
                ? this
                : new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), withoutRoles, chosen);
    }

    /** Returns options that say nothing over the file. */
    public static ReadOptions none() {
        return new ReadOptions(Optional.empty(), Optional.empty());
    }
}
