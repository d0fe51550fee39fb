package io.coldgate.embedded.runtime.environment;

import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InitializationType;
import java.time.Duration;

/**
 * The limit of an init phase, which begins when the process is released. Whoever waits for an init waits until {@link
 * #deadlineNanos}; what happens then is in {@link InvocationRun} for a start on demand, and in {@link InitOutcome} for
 * any other.
 *
 * @param length how long the phase may take
 */
record InitLimit(Duration length) {
    /** Lambda's own, where a start is not part of an invocation; a longer timeout of the function counts instead. */
    private static final Duration APART = Duration.ofSeconds(130);

    /**
     * Returns the limit of an environment.
     *
     * @param onDemand that of a start which is part of an invocation
     */
    static InitLimit of(EnvironmentSpec spec, Duration onDemand) {
        if (spec.initialization() == InitializationType.ON_DEMAND) {
            return new InitLimit(onDemand);
        }
        Duration timeout = Duration.ofSeconds(spec.timeoutSeconds());
        return new InitLimit(timeout.compareTo(APART) > 0 ? timeout : APART);
    }

    /** Returns the time at which the phase of a released process is over, by {@code System.nanoTime}. */
    long deadlineNanos(Sandbox released) {
        return released.releaseNanos() + length.toNanos();
    }
}
