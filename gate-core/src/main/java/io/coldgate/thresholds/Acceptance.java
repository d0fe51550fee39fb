package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An accepted exception: a check may be over its limit up to a day, for a reason, on somebody's word.
 *
 * @param function whose check
 * @param check which one, as {@link CheckName} writes it; empty for every check of the function
 * @param platform where alone it holds; empty for everywhere
 * @param reason why
 * @param owner who answers for it
 * @param until the last day on which it holds, in UTC
 * @param location where it stands
 */
public record Acceptance(
        String function,
        Optional<String> check,
        Optional<PlatformName> platform,
        String reason,
        String owner,
        LocalDate until,
        Location location) {
    /** Returns whether it is about that check. */
    public boolean covers(String otherFunction, String otherCheck) {
        return function.equals(otherFunction) && check.map(otherCheck::equals).orElse(true);
    }

    /** Returns whether it holds on that day of UTC. */
    public boolean isInForce(LocalDate day) {
        return !day.isAfter(until);
    }

    /** Returns whether a function runs where it holds. */
    public boolean isAbout(FunctionSpec spec) {
        return function.equals(spec.name())
                && platform.map(only -> only == spec.target().platform()).orElse(true);
    }
}
