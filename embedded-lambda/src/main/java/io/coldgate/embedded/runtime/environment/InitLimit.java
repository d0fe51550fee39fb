package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.time.Duration;

/**
 * The limit of an init phase, which begins when the process is released. A thread that waits for an init waits until
 * {@link #deadlineNanos}; {@link InvocationRun} handles an expired limit for a start on demand, {@link InitOutcome} for
 * any other.
 *
 * @param length the maximum length of the phase
 */
record InitLimit(Duration length) {
    /**
     * Lambda's own limit for a start that is not part of an invocation; the function's timeout replaces it if that is
     * longer.
     */
    private static final Duration APART = Duration.ofSeconds(130);

    /**
     * Returns the limit of an environment.
     *
     * @param onDemand the limit of a start that is part of an invocation
     */
    static InitLimit of(EnvironmentSpec spec, Duration onDemand) {
        if (spec.initialization() == InitializationType.ON_DEMAND) {
            return new InitLimit(onDemand);
        }
        Duration timeout = Duration.ofSeconds(spec.timeoutSeconds());
        return new InitLimit(timeout.compareTo(APART) > 0 ? timeout : APART);
    }

    /** Returns the time at which the phase of a released process ends, by {@code System.nanoTime}. */
    long deadlineNanos(Sandbox released) {
        return released.releaseNanos() + length.toNanos();
    }
}
