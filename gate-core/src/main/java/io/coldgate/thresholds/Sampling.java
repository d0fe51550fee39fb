package io.coldgate.thresholds;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * The number of cold starts, and how they are measured.
 *
 * @param maxSamples cap on the samples; empty for each check's default
 * @param timeLimit the time, from the first start of the whole run, during which this function may be measured
 * @param discard starts after the deployment that are not counted
 * @param fanOut how many cold starts are measured together
 */
public record Sampling(OptionalInt maxSamples, Duration timeLimit, int discard, FanOut fanOut) {
    public static final Key<Void> KEY = new Key<>("sampling");
    public static final Key<Integer> MAX = KEY.below("max");
    public static final Key<Duration> TIME_LIMIT = KEY.below("time-limit");
    public static final Key<Integer> DISCARD = KEY.below("discard");
    public static final Key<Integer> FAN_OUT = KEY.below("fan-out");
    public static final Key<Integer> COPIES = KEY.below("copies");

    /**
     * The default sampling. Three starts are discarded, because a transient after a deployment would spoil tail budgets
     * (docs/statistics.md).
     */
    public static final Sampling DEFAULT = new Sampling(OptionalInt.empty(), Duration.ofMinutes(10), 3, FanOut.NONE);

    /** Returns the sampling with another cap. */
    Sampling capped(int most) {
        return new Sampling(OptionalInt.of(most), timeLimit, discard, fanOut);
    }
}
