package io.coldgate.run;

import io.coldgate.canary.CanaryLimit;
import io.coldgate.canary.CanarySteps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Options of a canary.
 *
 * @param function the deployed function's name
 * @param alias the alias whose invocations are shared out
 * @param steps the candidate's shares
 * @param candidate the new version; empty to publish {@code $LATEST}
 * @param limits what the candidate must keep to; at least one is required
 * @param missed the risk that a candidate over a limit passes it at one step
 * @param hold how long a step is held at most, until it is decided
 * @param poll how often the log is read
 */
public record CanaryOptions(
        String function,
        String alias,
        CanarySteps steps,
        Optional<String> candidate,
        List<CanaryLimit> limits,
        double missed,
        Duration hold,
        Duration poll) {
    /** Copies the list. */
    public CanaryOptions {
        limits = List.copyOf(limits);
    }
}
