package io.coldgate.sweep;

import io.coldgate.sample.Metric;
import java.util.List;
import java.util.Optional;

/**
 * The combinations of one function in one region: they were measured in turn, in random order, and may be compared.
 *
 * @param region empty for the platform's own choice
 * @param metrics what is measured of it, in the order in which it is shown
 * @param latencyMetric what latency is: the cold duration, or the caller's wall clock where the platform reports none
 * @param latency which combination is the fastest; empty when fewer than two were measured
 * @param cost which one costs least for cold starts; empty where money is not known
 */
public record FunctionSweep(
        String function,
        Optional<String> region,
        List<VariantResult> variants,
        List<Metric> metrics,
        Metric latencyMetric,
        Optional<Recommendation> latency,
        Optional<Recommendation> cost) {
    /** Copies the list. */
    public FunctionSweep {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
    }
}
