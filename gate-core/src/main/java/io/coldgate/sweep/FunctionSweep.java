package io.coldgate.sweep;

import io.coldgate.sample.Metric;
import java.util.List;
import java.util.Optional;

/**
 * The combinations of one function in one region: they were measured alternately, in random order, and may be compared.
 *
 * @param region the region; empty for the platform's own choice
 * @param metrics the measured metrics, in the order of display
 * @param latencyMetric the metric for latency: the cold duration, or the caller's wall clock if the platform reports
 *     none
 * @param latency the fastest combination; empty when fewer than two were measured
 * @param cost the combination with the lowest cost of cold starts; empty if the cost is not known
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
