package io.coldgate.deploy;

import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a run besides its plan.
 *
 * @param seed seed of the order of the functions
 * @param timeLimit replaces every function's own time limit
 * @param runId short random text in the names of what is deployed
 */
public record RunSettings(long seed, Optional<Duration> timeLimit, String runId) {}
