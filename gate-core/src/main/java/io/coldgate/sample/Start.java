package io.coldgate.sample;

import com.google.auto.value.AutoBuilder;
import io.coldgate.unit.Printable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * One proven cold start with its measurements.
 *
 * @param function the function's name in the thresholds file
 * @param arm its arm
 * @param round the round that it belongs to, from 1; 0 outside rounds
 * @param number its number among the arm's starts of this kind, from 1; discarded ones are numbered separately
 * @param atMillis when it began, milliseconds since the epoch
 * @param values measured values in the base unit of their metric (nanoseconds, bytes); empty when the start failed
 * @param waitNanos time that the process's threads waited for a core up to the first {@code next}, if known
 * @param phases named parts of the start in order, in nanoseconds, if known
 * @param proof the proof that the start was cold
 * @param environment the execution environment, unique to it
 * @param failure why the start failed; empty when it did not
 * @param proactive whether the platform had begun the init before the call needed it, so the caller waited for only
 *     part of it
 * @param undisturbed lower bounds of times on a host without neighbours, in nanoseconds, if known
 * @param endedAfter how the runtime ended after a good answer, such as {@code Runtime.ExitError}; empty when it
 *     continued
 * @param missed metrics without a value in this successful start, each with the reason: a failed sample only for that
 *     metric
 * @param payload the payload that it was invoked with; empty if there is only one event
 * @param initialised of metrics that count packages, the first packages that were initialised
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
        Optional<DrawnPayload> payload,
        Map<Metric, List<String>> initialised) {
    /** The number of packages that are named: more would not fit into a line. */
    public static final int MOST_NAMED = 5;

    /** The longest reason that is kept, in characters. */
    private static final int LONGEST_REASON = 300;

    /** Times that include the whole init, and so its waiting. */
    private static final Set<Metric> WITH_INIT =
            Set.of(Metric.INIT_DURATION, Metric.COLD_DURATION, Metric.BILLED_DURATION, Metric.CLIENT_LATENCY);

    /** Returns a builder for a candidate's successful start outside rounds, with everything else unknown. */
    public static Builder builder() {
        return new AutoBuilder_Start_Builder()
                .arm(Arm.CANDIDATE)
                .round(0)
                .phases(Map.of())
                .proactive(false)
                .undisturbed(Map.of())
                .endedAfter("")
                .missed(Map.of())
                .payload(Optional.empty())
                .initialised(Map.of());
    }

    /** Copies the maps. */
    public Start {
        values = values.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(values));
        phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        missed = missed.isEmpty() ? Map.of() : bounded(missed);
        initialised = initialised.isEmpty() ? Map.of() : named(initialised);
        undisturbed = undisturbed.isEmpty() ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(undisturbed));
    }

    private static Map<Metric, String> bounded(Map<Metric, String> missed) {
        Map<Metric, String> reasons = new TreeMap<>();
        missed.forEach((metric, reason) -> reasons.put(metric, Printable.escape(reason, LONGEST_REASON)));
        return Collections.unmodifiableMap(reasons);
    }

    private static Map<Metric, List<String>> named(Map<Metric, List<String>> packages) {
        Map<Metric, List<String>> named = new TreeMap<>();
        packages.forEach((metric, names) -> named.put(
                metric,
                names.stream()
                        .limit(MOST_NAMED)
                        .map(name -> Printable.escape(name, LONGEST_REASON))
                        .toList()));
        return Collections.unmodifiableMap(named);
    }

    /**
     * Returns the start as an init that succeeded although the invocation after it failed; its values are those of the
     * init.
     */
    public Start initAlone() {
        return new AutoBuilder_Start_Builder(this)
                .values(failure.map(Failure::initValues).orElse(values))
                .failure(Optional.empty())
                .undisturbed(Map.of())
                .endedAfter("")
                .build();
    }

    /** Returns why this successful start has no value of the metric; empty if it has one. */
    public Optional<String> missedReason(Metric metric) {
        return metric.isOf(payload) ? Optional.ofNullable(missed.get(metric.ofAny())) : Optional.empty();
    }

    /**
     * Returns the metric's value: {@link Double#POSITIVE_INFINITY} for a failed start, or a {@linkplain #missed} value,
     * which exceeds every budget; empty when the platform did not report the metric, or the metric is another
     * payload's.
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
     * Returns the lower bound of the metric's value on a host without neighbours, from zero to the
     * {@linkplain #value value}: the recorded bound; or else the value minus the waiting for a core if the metric
     * includes the whole init; or else the value itself. Empty if the value is empty.
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

        Builder initialised(Map<Metric, List<String>> initialised);

        Start build();
    }
}
