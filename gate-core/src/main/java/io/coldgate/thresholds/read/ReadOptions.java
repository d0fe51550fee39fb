package io.coldgate.thresholds.read;

import io.coldgate.thresholds.FanOut;
import io.coldgate.thresholds.PlatformName;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The command line's overrides of the file.
 *
 * @param platformOverride {@code --platform}: where every function runs, regardless of the file
 * @param maxSamplesOverride {@code --max-samples}: the cap of every function, 1 or more
 * @param fanOutOverride {@code --fan-out}: starts after one update of every function, 1 to {@link FanOut#MOST}
 * @param withoutRoles whether functions need no roles even on AWS, because nothing is deployed
 * @param chosen selects the functions that the options apply to, by name; the others are read as in the file
 */
public record ReadOptions(
        Optional<PlatformName> platformOverride,
        Optional<Integer> maxSamplesOverride,
        Optional<Integer> fanOutOverride,
        boolean withoutRoles,
        Predicate<String> chosen) {
    /** Creates options that apply to every function. */
    public ReadOptions(
            Optional<PlatformName> platformOverride,
            Optional<Integer> maxSamplesOverride,
            Optional<Integer> fanOutOverride,
            boolean withoutRoles) {
        this(platformOverride, maxSamplesOverride, fanOutOverride, withoutRoles, name -> true);
    }

    /** Creates the options of a run, which needs roles. */
    public ReadOptions(
            Optional<PlatformName> platformOverride,
            Optional<Integer> maxSamplesOverride,
            Optional<Integer> fanOutOverride) {
        this(platformOverride, maxSamplesOverride, fanOutOverride, false);
    }

    /** Creates options without a fan-out from the command line. */
    public ReadOptions(Optional<PlatformName> platformOverride, Optional<Integer> maxSamplesOverride) {
        this(platformOverride, maxSamplesOverride, Optional.empty());
    }

    /** Returns options for reading the file before roles exist, with every function on the platform. */
    public static ReadOptions beforeRoles(PlatformName platform) {
        return new ReadOptions(Optional.of(platform), Optional.empty(), Optional.empty(), true);
    }

    /** Returns the same options for only the functions with these names. */
    public ReadOptions only(Predicate<String> functions) {
        return new ReadOptions(platformOverride, maxSamplesOverride, fanOutOverride, withoutRoles, functions);
    }

    /** Returns the overrides for a function; none if it is not selected. */
    ReadOptions over(String function) {
        return chosen.test(function)
                ? this
                : new ReadOptions(Optional.empty(), Optional.empty(), Optional.empty(), withoutRoles, chosen);
    }

    /** Returns options without overrides. */
    public static ReadOptions none() {
        return new ReadOptions(Optional.empty(), Optional.empty());
    }
}
