package io.coldgate.thresholds;

import io.coldgate.thresholds.diagnostic.Location;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An accepted exception: a check may exceed its limit until a given day, for a stated reason, on the owner's
 * responsibility.
 *
 * @param function the function of the check
 * @param check the check's name, as in {@link CheckName}; empty for every check of the function
 * @param platform the only platform on which it applies; empty for all platforms
 * @param reason the reason for it
 * @param owner the person responsible for it
 * @param until the last day on which it applies, in UTC
 * @param location its location in the file
 */
public record Acceptance(
        String function,
        Optional<String> check,
        Optional<PlatformName> platform,
        String reason,
        String owner,
        LocalDate until,
        Location location) {
    /** Returns whether it applies to that check. */
    public boolean covers(String otherFunction, String otherCheck) {
        return function.equals(otherFunction) && check.map(otherCheck::equals).orElse(true);
    }

    /** Returns whether it is still valid on that day, in UTC. */
    public boolean isInForce(LocalDate day) {
        return !day.isAfter(until);
    }

    /** Returns whether it applies on the function's platform. */
    public boolean isAbout(FunctionSpec spec) {
        return function.equals(spec.name())
                && platform.map(only -> only == spec.target().platform()).orElse(true);
    }
}
