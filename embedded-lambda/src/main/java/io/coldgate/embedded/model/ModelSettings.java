package io.coldgate.embedded.model;

import com.google.auto.value.AutoBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Behaviour of the control plane towards its callers. A component of {@code Settings}; how long an update takes is
 * {@code Settings.updateDelay}.
 *
 * @param updateJitter how far the length of an update strays from its delay, as a share of it, 0 to 1: uniformly to
 *     both sides
 * @param rates how many requests are let through
 * @param measurementsHeader whether Invoke answers with {@code X-Coldgate-Measurements}, which AWS does not have
 * @param logDelay how long a log line takes until FilterLogEvents finds it
 * @param seed of everything that is drawn: the same seed and the same order of calls give the same draws
 * @param faults what goes wrong from the start; more can be switched on later with {@link Faults}
 * @param clock monotonic, in ns; decides rates and how long a fault lasts
 * @param observer is told of every call
 */
public record ModelSettings(
        double updateJitter,
        Rates rates,
        boolean measurementsHeader,
        Duration logDelay,
        long seed,
        List<Fault> faults,
        LongSupplier clock,
        CallObserver observer) {
    /** AWS does not say. A tenth keeps callers from relying on a fixed length. */
    private static final double UPDATE_JITTER = .1;

    /** AWS names no figure; lines are found after a second or a few. */
    private static final Duration LOG_DELAY = Duration.ofSeconds(1);

    /**
     * Rates at which requests are let through.
     *
     * @param control control-plane requests a second, for each account and region; 0 for no limit
     * @param getFunction the same for GetFunction, which AWS counts by itself; 0 for no limit
     * @param retryAfterSeconds what {@code Retry-After} of a throttled request says; 0 for no such header
     */
    public record Rates(double control, double getFunction, int retryAfterSeconds) {
        /** No limit; a request that is throttled by a fault may come again at once. */
        public static final Rates NONE = new Rates(0, 0, 0);

        /**
         * The rates that AWS lets through, "excluding invocation, GetFunction, and GetPolicy requests" (source: AWS's
         * developer guide, "Lambda quotas", API requests). Every bucket has a request again after a second.
         */
        public static final Rates AWS = new Rates(15, 100, 1);

        /** Checks ranges. */
        public Rates {
            if (!(control >= 0 && getFunction >= 0 && retryAfterSeconds >= 0)) {
                throw new IllegalArgumentException("a rate must not be negative");
            }
        }
    }

    /** Checks ranges. */
    public ModelSettings {
        faults = List.copyOf(faults);
        if (!(updateJitter >= 0 && updateJitter <= 1)) {
            throw new IllegalArgumentException("update jitter " + updateJitter + ": must be from 0 to 1");
        }
        if (logDelay.isNegative()) {
            throw new IllegalArgumentException("a time must not be negative");
        }
    }

    /** No delay, no limit, no fault: what is wanted is added to it. */
    public static ModelSettings none() {
        return new ModelSettings(
                0, Rates.NONE, true, Duration.ZERO, 0, List.of(), System::nanoTime, (operation, resource) -> {});
    }

    /** AWS's rates, jitter, and no header of ours. */
    public static ModelSettings aws() {
        return none().toBuilder()
                .updateJitter(UPDATE_JITTER)
                .rates(Rates.AWS)
                .measurementsHeader(false)
                .logDelay(LOG_DELAY)
                .build();
    }

    /** The same with one fault more. */
    public ModelSettings withFault(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return toBuilder().faults(more).build();
    }

    /** Returns a builder of the same, to change some of it. */
    public Builder toBuilder() {
        return new AutoBuilder_ModelSettings_Builder(this);
    }

    /** Sets components one by one; see {@link ModelSettings} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder updateJitter(double updateJitter);

        Builder rates(Rates rates);

        Builder measurementsHeader(boolean measurementsHeader);

        Builder logDelay(Duration logDelay);

        Builder seed(long seed);

        Builder faults(List<Fault> faults);

        Builder clock(LongSupplier clock);

        Builder observer(CallObserver observer);

        ModelSettings build();
    }
}
