package io.coldgate.thresholds;

import io.coldgate.sample.Metric;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The invocations of a function besides those that cause its cold starts.
 *
 * @param warm invocations of the same environment after each cold start; 0 for none
 * @param warmUp the warm-up before the first user's invocation, if that is measured
 */
public record Invocations(int warm, Optional<WarmUp> warmUp) {
    public static final Key<Void> WARM = new Key<>("warm");
    public static final Key<Integer> WARM_COUNT = WARM.below("invocations");
    public static final Key<Void> WARM_UP = new Key<>("warm-up");
    public static final Key<Path> WARM_UP_PAYLOAD = WARM_UP.below("payload");
    public static final Key<Duration> WARM_UP_WAIT = WARM_UP.below("wait");

    /** Only the cold start. */
    public static final Invocations NONE = new Invocations(0, Optional.empty());

    /**
     * A warm-up.
     *
     * @param payload file with its event, absolute, below the repository
     * @param pause the time between its answer and the first user's invocation
     */
    public record WarmUp(Path payload, Duration pause) {}

    /** Returns whether an environment gets more than one invocation. */
    public boolean isFurther() {
        return warm > 0 || warmUp.isPresent();
    }

    /** Returns the setting without which the metric cannot be measured; empty if it needs none. */
    public static Optional<Key<Void>> neededFor(Metric metric) {
        return metric.ofAny().equals(Metric.FIRST_USER_DURATION)
                ? Optional.of(WARM_UP)
                : metric.isWarm() ? Optional.of(WARM) : Optional.empty();
    }
}
