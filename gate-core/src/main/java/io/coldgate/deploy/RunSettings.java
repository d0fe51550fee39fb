package io.coldgate.deploy;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a run, apart from its plan.
 *
 * @param seed seed of the order of the functions
 * @param timeLimit replaces every function's own time limit
 * @param runId short random text in the names of deployed resources
 * @param explain what is explained when every check is decided
 */
public record RunSettings(long seed, Optional<Duration> timeLimit, String runId, ExplainSettings explain) {
    /** Returns the seed for draws about a function, which makes them independent of other functions. */
    public long seedOf(String function) {
        return seed ^ function.hashCode();
    }

    /** Settings without explanations. */
    public RunSettings(long seed, Optional<Duration> timeLimit, String runId) {
        this(seed, timeLimit, runId, ExplainSettings.NEVER);
    }
}
