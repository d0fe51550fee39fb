package io.coldgate.sample;

import com.google.auto.value.AutoBuilder;
import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * One proven cold start and what was measured of it.
 *
 * @param function the function's name in the thresholds file
 * @param arm whether it is the candidate's or the baseline's
 * @param round the round that it belongs to, from 1; 0 outside rounds
 * @param number counts the arm's starts of this kind (discarded ones apart), from 1
 * @param atMillis when it began, milliseconds since the epoch
 * @param values measured values in the base unit of their metric (nanoseconds, bytes); empty when the start failed
 * @param waitNanos time that the process's threads waited for a core up to the first {@code next}, where it is known
 * @param phases named parts of the start in order, in nanoseconds, where they are known
 * @param proof how it is known that the start was cold
 * @param environment the execution environment, unique to it
 * @param failure why the start failed; empty when it did not
 * @param proactive whether the platform had begun the init before the call needed it: the caller waited for less
 * @param undisturbed for times, the least that they would have been on a host without neighbours, in nanoseconds, where
 *     it is known
 * @param endedAfter how the runtime ended after a good answer, such as {@code Runtime.ExitError}; empty when it went on
 * @param missed metrics of which this start, which went well, has no value, each with the reason: a failed sample of
 *     that metric alone
 * @param payload which of the function's payloads it was invoked with; empty where there is one event only
 */
public record Start(
        String function,
        Arm arm,
        int round,
        int number,
        long atMillis,
        Map<Metric, Double> values,
        OptionalDouble waitNanos,
        Map<String, Double> phases,
        String proof,
        String environment,
        Optional<Failure> failure,
        boolean proactive,
        Map<Metric, Double> undisturbed,
        String endedAfter,
        Map<Metric, String> missed,
        Optional<DrawnPayload> payload) {
    /** The longest reason that is kept, in characters. */
    private static final int LONGEST_REASON = 300;

    /** Times that hold the whole init: its waiting is part of theirs. */
    private static final Set<Metric> WITH_INIT =
            Set.of(Metric.INIT_DURATION, Metric.COLD_DURATION, Metric.BILLED_DURATION, Metric.CLIENT_LATENCY);

    /** Returns a builder for a candidate's good start outside rounds, of which nothing is known but what is set. */
    public static Builder builder() {
        return new AutoBuilder_Start_Builder()
                .arm(Arm.CANDIDATE)
                .round(0)
                .phases(Map.of())
                .proactive(false)
                .undisturbed(Map.of())
                .endedAfter("")
                .missed(Map.of())
                .payload(Optional.empty());
    }

    /** Copies the maps. */
    public Start {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        missed = missed.isEmpty() ? Map.of() : bounded(missed);
        undisturbed = undisturbed.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(undisturbed));
    }

    private static Map<Metric, String> bounded(Map<Metric, String> missed) {
        Map<Metric, String> reasons = new TreeMap<>();
        missed.forEach((metric, reason) -> reasons.put(metric, Printable.escape(reason, LONGEST_REASON)));
        return Collections.unmodifiableMap(reasons);
    }

    /**
     * Returns the start as its init alone, which went well although the invocation after it failed: values are those of
     * the init.
     */
    public Start initAlone() {
        return new AutoBuilder_Start_Builder(this)
                .values(failure.map(Failure::initValues).orElse(values))
                .failure(Optional.empty())
                .undisturbed(Map.of())
                .endedAfter("")
                .build();
    }

    /** Returns why this start, which went well, has no value of the metric; empty where it has one. */
    public Optional<String> missedReason(Metric metric) {
        return metric.isOf(payload) ? Optional.ofNullable(missed.get(metric.ofAny())) : Optional.empty();
    }

    /**
     * The metric's value: {@link Double#POSITIVE_INFINITY} for a failed start, or a {@linkplain #missed} value, which
     * exceeds every budget; empty when the platform did not report the metric, or the metric is another payload's.
     */
    public OptionalDouble value(Metric metric) {
        if (!metric.isOf(payload)) {
            return OptionalDouble.empty();
        }
        if (failure.isPresent() || missed.containsKey(metric.ofAny())) {
            return OptionalDouble.of(Double.POSITIVE_INFINITY);
        }
        Double value = values.get(metric.ofAny());
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * The least that the metric's value would have been without neighbours on the host, from zero to the
     * {@linkplain #value value}: as recorded, else the value less the waiting for a core where the metric holds the
     * whole init, else the value itself. Empty where the value is.
     */
    public OptionalDouble undisturbed(Metric metric) {
        OptionalDouble measured = value(metric);
        if (measured.isEmpty() || Double.isInfinite(measured.getAsDouble())) {
            return measured;
        }
        double value = measured.getAsDouble();
        Double recorded = undisturbed.get(metric.ofAny());
        if (recorded != null) {
            return OptionalDouble.of(Math.min(value, recorded));
        }
        double waited = WITH_INIT.contains(metric.ofAny()) ? waitNanos.orElse(0) : 0;
        return OptionalDouble.of(Math.max(0, value - waited));
    }

    /** Sets components one by one; see {@link Start} for their meaning. */
    @AutoBuilder
    public interface Builder {
        Builder function(String function);

        Builder arm(Arm arm);

        Builder round(int round);

        Builder number(int number);

        Builder atMillis(long atMillis);

        Builder values(Map<Metric, Double> values);

        Builder waitNanos(OptionalDouble waitNanos);

        Builder phases(Map<String, Double> phases);

        Builder proof(String proof);

        Builder environment(String environment);

        Builder failure(Optional<Failure> failure);

        Builder proactive(boolean proactive);

        Builder undisturbed(Map<Metric, Double> undisturbed);

        Builder endedAfter(String endedAfter);

        Builder missed(Map<Metric, String> missed);

        Builder payload(Optional<DrawnPayload> payload);

        Start build();
    }
}
