package io.coldgate.sweep;

import io.coldgate.cost.Prices;
import io.coldgate.gate.SeriesTally;
import io.coldgate.sample.Ending;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.Configuration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The result of one combination.
 *
 * @param samples number of its cold starts, without discarded ones
 * @param failures number of them that failed
 * @param trouble why it could not be measured to the end; empty when it was
 * @param isBroken whether it has no sample, or could not be measured to the end
 * @param figures by metric, as far as the platform reports it
 * @param coldCost US dollars for a million cold invocations, on AWS
 * @param warmCostAtMost the same for warm invocations, estimated by the first run of the handler without the init; a
 *     later run is seldom slower
 */
public record VariantResult(
        Variant variant,
        int samples,
        int failures,
        String trouble,
        boolean isBroken,
        Map<Metric, MetricFigures> figures,
        OptionalDouble coldCost,
        OptionalDouble warmCostAtMost) {
    /** The metrics that are shown for every function, in this order. */
    private static final List<Metric> METRICS = List.of(
            Metric.INIT_DURATION,
            Metric.DURATION,
            Metric.COLD_DURATION,
            Metric.CLIENT_LATENCY,
            Metric.MAX_MEMORY,
            Metric.BILLED_DURATION,
            Metric.WARM_DURATION,
            Metric.WARM_LATENCY,
            Metric.FIRST_USER_DURATION);

    /**
     * Metrics shown by payload: the handler's duration depends on the payload, and for metrics that include it, more
     * rows would only repeat that.
     */
    private static final Set<Metric> BY_PAYLOAD = Set.of(Metric.DURATION, Metric.WARM_DURATION);

    private static final double MILLION = 1e6;

    /** Copies the map. */
    public VariantResult {
        figures = figures.isEmpty() ? Map.of() : new TreeMap<>(figures);
    }

    /** Returns the metrics that a function can have here, in the order of display. */
    static List<Metric> metrics(Configuration function) {
        List<Metric> metrics = new ArrayList<>();
        for (Metric metric : METRICS) {
            metrics.add(metric);
            if (BY_PAYLOAD.contains(metric)) {
                function.payloads().stream()
                        .filter(payload -> !payload.name().isEmpty())
                        .forEach(payload -> metrics.add(metric.of(payload.name())));
            }
        }
        function.metrics().forEach(own -> metrics.add(own.metric()));
        return metrics;
    }

    /**
     * Returns the result of a series.
     *
     * @param prices AWS's prices; empty if they do not apply
     */
    static VariantResult of(Variant variant, SeriesTally tally, Optional<Prices> prices) {
        Map<Metric, MetricFigures> figures = new TreeMap<>();
        for (Metric metric : metrics(tally.plan().spec().configuration())) {
            double[] values = values(tally.starts(), metric);
            if (values.length > 0) {
                figures.put(metric, MetricFigures.of(values));
            }
        }
        return new VariantResult(
                variant,
                tally.starts().size(),
                tally.failures(),
                tally.endDetail(),
                tally.starts().isEmpty() || tally.ending().equals(Optional.of(Ending.COULD_NOT_MEASURE)),
                figures,
                cost(variant, values(tally.starts(), Metric.BILLED_DURATION), prices),
                cost(variant, values(tally.starts(), Metric.DURATION), prices));
    }

    /** Returns the existing values, in the order of the starts; infinite for a failed start. */
    static double[] values(List<Start> starts, Metric metric) {
        boolean reported = starts.stream().anyMatch(start -> start.values().containsKey(metric.ofAny()));
        return reported
                ? starts.stream()
                        .map(start -> start.value(metric))
                        .filter(OptionalDouble::isPresent)
                        .mapToDouble(OptionalDouble::getAsDouble)
                        .toArray()
                : new double[0];
    }

    /**
     * Returns the cost, based on the mean, which is the right figure for money: a million invocations cost a million
     * times the mean. Failed starts are not billed here.
     */
    private static OptionalDouble cost(Variant variant, double[] nanos, Optional<Prices> prices) {
        OptionalDouble mean = Arrays.stream(nanos).filter(Double::isFinite).average();
        return prices.isEmpty() || mean.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(MILLION
                        * prices.get()
                                .invocation(variant.architecture(), variant.memoryMegabytes(), mean.getAsDouble()));
    }
}
