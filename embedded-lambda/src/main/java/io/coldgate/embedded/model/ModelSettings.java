package io.coldgate.embedded.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How the control plane behaves to its callers. Given to {@code Settings.withModel}; how long an update takes is
 * {@code Settings.updateDelay}.
 *
 * @param updateJitter how far the length of an update strays from its delay, as a share of it, 0 to 1: uniformly to both sides
 * @param controlRate control-plane requests a second and account and region; 0 for no limit
 * @param getFunctionRate the same for GetFunction, which AWS counts by itself; 0 for no limit
 * @param measurementsHeader whether Invoke answers with {@code X-Coldgate-Measurements}, which AWS does not have
 * @param logDelay how long a log line takes until FilterLogEvents finds it
 * @param seed of everything that is drawn: the same seed and the same order of calls give the same draws
 * @param faults what goes wrong from the start; more can be switched on later with {@link Faults}
 * @param clock monotonic, in ns; decides rates and how long a fault lasts
 */
public record ModelSettings(
        double updateJitter,
        double controlRate,
        double getFunctionRate,
        boolean measurementsHeader,
        Duration logDelay,
        long seed,
        List<Fault> faults,
        LongSupplier clock) {
    /**
     * Requests a second and account and region that AWS lets through, "excluding invocation, GetFunction, and GetPolicy
     * requests", and those of GetFunction (source: AWS's developer guide, "Lambda quotas", API requests).
     */
    private static final double CONTROL_RATE = 15;

    private static final double GET_FUNCTION_RATE = 100;

    /** AWS does not say. A tenth keeps callers from relying on a fixed length. */
    private static final double UPDATE_JITTER = .1;

    /** AWS names no figure; lines are found after a second or a few. */
    private static final Duration LOG_DELAY = Duration.ofSeconds(1);

    /** Checks ranges. */
    public ModelSettings {
        faults = List.copyOf(faults);
        if (!(updateJitter >= 0 && updateJitter <= 1)) {
            throw new IllegalArgumentException("update jitter " + updateJitter + ": must be from 0 to 1");
        }
        if (!(controlRate >= 0 && getFunctionRate >= 0)) {
            throw new IllegalArgumentException("a rate must not be negative");
        }
        if (logDelay.isNegative()) {
            throw new IllegalArgumentException("a time must not be negative");
        }
    }

    /** No delay, no limit, no fault: what is wanted is added to it. */
    public static ModelSettings none() {
        return new ModelSettings(0, 0, 0, true, Duration.ZERO, 0, List.of(), System::nanoTime);
    }

    /** AWS's rates, jitter, and no header of ours. */
    public static ModelSettings aws() {
        return new ModelSettings(
                UPDATE_JITTER, CONTROL_RATE, GET_FUNCTION_RATE, false, LOG_DELAY, 0, List.of(), System::nanoTime);
    }

    /** The same with that jitter. */
    public ModelSettings withUpdateJitter(double share) {
        return new ModelSettings(
                share, controlRate, getFunctionRate, measurementsHeader, logDelay, seed, faults, clock);
    }

    /** The same with those rates, in requests a second. */
    public ModelSettings withRates(double control, double getFunction) {
        return new ModelSettings(updateJitter, control, getFunction, measurementsHeader, logDelay, seed, faults, clock);
    }

    /** The same with or without our header. */
    public ModelSettings withMeasurementsHeader(boolean sent) {
        return new ModelSettings(updateJitter, controlRate, getFunctionRate, sent, logDelay, seed, faults, clock);
    }

    /** The same with log lines that are found after that time. */
    public ModelSettings withLogDelay(Duration value) {
        return new ModelSettings(
                updateJitter, controlRate, getFunctionRate, measurementsHeader, value, seed, faults, clock);
    }

    /** The same with other draws. */
    public ModelSettings withSeed(long value) {
        return new ModelSettings(
                updateJitter, controlRate, getFunctionRate, measurementsHeader, logDelay, value, faults, clock);
    }

    /** The same with those faults from the start. */
    public ModelSettings withFaults(List<Fault> value) {
        return new ModelSettings(
                updateJitter, controlRate, getFunctionRate, measurementsHeader, logDelay, seed, value, clock);
    }

    /** The same with one fault more. */
    public ModelSettings withFault(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return withFaults(more);
    }

    /** The same with another clock. */
    public ModelSettings withClock(LongSupplier nanos) {
        return new ModelSettings(
                updateJitter, controlRate, getFunctionRate, measurementsHeader, logDelay, seed, faults, nanos);
    }
}
