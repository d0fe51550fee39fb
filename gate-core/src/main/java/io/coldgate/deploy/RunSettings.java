package io.coldgate.deploy;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a run besides its plan.
 *
 * @param seed seed of the order of the functions
 * @param timeLimit replaces every function's own time limit
 * @param runId short random text in the names of what is deployed
 * @param explain what is explained when all is decided
 */
public record RunSettings(long seed, Optional<Duration> timeLimit, String runId, ExplainSettings explain) {
    /** Returns the seed of what is drawn for a function, so that its draws do not depend on the other functions. */
    public long seedOf(String function) {
        return seed ^ function.hashCode();
    }

    /** Settings without explanations. */
    public RunSettings(long seed, Optional<Duration> timeLimit, String runId) {
        this(seed, timeLimit, runId, ExplainSettings.NEVER);
    }
}
