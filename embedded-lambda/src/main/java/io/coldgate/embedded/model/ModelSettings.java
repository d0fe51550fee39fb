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
 * @param updateJitter the maximum deviation of an update's length from its delay, as a share of the delay, 0 to 1;
 *     uniform in both directions
 * @param rates the limits on the rates of requests
 * @param measurementsHeader whether Invoke answers with {@code X-Coldgate-Measurements}, which AWS does not have
 * @param logDelay how long it takes until FilterLogEvents finds a log line
 * @param seed the seed of all random draws: the same seed and the same order of calls give the same draws
 * @param faults the faults that are on from the start; more can be switched on later with {@link Faults}
 * @param clock monotonic, in ns; used for rates and for the duration of faults
 * @param observer is notified of every call
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
    /** AWS publishes no figure. A tenth keeps callers from relying on a fixed length. */
    private static final double UPDATE_JITTER = .1;

    /** AWS publishes no figure; lines are found after one or a few seconds. */
    private static final Duration LOG_DELAY = Duration.ofSeconds(1);

    /**
     * Limits on the rates of requests.
     *
     * @param control control-plane requests a second, for each account and region; 0 for no limit
     * @param getFunction the same for GetFunction, which AWS counts separately; 0 for no limit
     * @param retryAfterSeconds the value of {@code Retry-After} for a throttled request; 0 for no such header
     */
    public record Rates(double control, double getFunction, int retryAfterSeconds) {
        /** No limit; a request that is throttled by a fault may be repeated immediately. */
        public static final Rates NONE = new Rates(0, 0, 0);

        /**
         * The rates that AWS allows, "excluding invocation, GetFunction, and GetPolicy requests" (source: AWS's
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

    /** No delay, no limit, no fault: a basis to which the desired ones are added. */
    public static ModelSettings none() {
        return new ModelSettings(
                0, Rates.NONE, true, Duration.ZERO, 0, List.of(), System::nanoTime, (operation, resource) -> {});
    }

    /** AWS's rates, jitter, and no header of Coldgate's own. */
    public static ModelSettings aws() {
        return none().toBuilder()
                .updateJitter(UPDATE_JITTER)
                .rates(Rates.AWS)
                .measurementsHeader(false)
                .logDelay(LOG_DELAY)
                .build();
    }

    /** Returns the settings with one more fault. */
    public ModelSettings withFault(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return toBuilder().faults(more).build();
    }

    /** Returns a builder with these settings, to change some of them. */
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
