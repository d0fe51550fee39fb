package io.coldgate.sweep;

import io.coldgate.cost.Prices;
import io.coldgate.gate.GateEvaluation;
import io.coldgate.sample.Metric;
import io.coldgate.sample.Start;
import io.coldgate.thresholds.PlatformName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The result of a sweep.
 *
 * @param thresholdsFile the thresholds file as given by the user
 * @param seed the seed of the order of the starts
 * @param startsAskedFor the requested starts of each combination
 * @param prices the prices behind the costs; empty if they are not known
 */
public record SweepResult(
        String thresholdsFile,
        PlatformName platform,
        long seed,
        int startsAskedFor,
        List<FunctionSweep> functions,
        Optional<Prices> prices) {
    /** Copies the list. */
    public SweepResult {
        functions = List.copyOf(functions);
    }

    /**
     * Returns the results of one region.
     *
     * @param region the region; empty for the platform's own choice
     */
    public static List<FunctionSweep> functions(
            SweepPlan plan, GateEvaluation build, Optional<String> region, Optional<Prices> prices) {
        List<String> names =
                plan.variants().stream().map(Variant::function).distinct().toList();
        List<FunctionSweep> functions = new ArrayList<>();
        for (String name : names) {
            List<Variant> variants = plan.variants().stream()
                    .filter(variant -> variant.function().equals(name))
                    .toList();
            functions.add(function(name, variants, build, region, prices));
        }
        return functions;
    }

    private static FunctionSweep function(
            String name,
            List<Variant> variants,
            GateEvaluation build,
            Optional<String> region,
            Optional<Prices> prices) {
        List<VariantResult> results = variants.stream()
                .map(variant -> VariantResult.of(variant, build.series(variant.name()), prices))
                .toList();
        List<Recommendation.Series> cold = series(variants, build, Metric.COLD_DURATION);
        Metric metric = cold.isEmpty() ? Metric.CLIENT_LATENCY : Metric.COLD_DURATION;
        return new FunctionSweep(
                name,
                region,
                results,
                VariantResult.metrics(
                        build.series(variants.get(0).name()).plan().spec().configuration()),
                metric,
                recommend(series(variants, build, metric)),
                prices.flatMap(known -> recommend(priced(series(variants, build, Metric.BILLED_DURATION), known))));
    }

    private static Optional<Recommendation> recommend(List<Recommendation.Series> all) {
        return all.size() < 2 ? Optional.empty() : Optional.of(Recommendation.of(all));
    }

    /** Returns the series of the combinations that have the metric. */
    private static List<Recommendation.Series> series(List<Variant> variants, GateEvaluation build, Metric metric) {
        List<Recommendation.Series> all = new ArrayList<>();
        for (Variant variant : variants) {
            List<Start> starts = build.series(variant.name()).starts();
            double[] values = VariantResult.values(starts, metric);
            if (values.length > 0) {
                all.add(new Recommendation.Series(variant, values));
            }
        }
        return all;
    }

    private static List<Recommendation.Series> priced(List<Recommendation.Series> billed, Prices prices) {
        return billed.stream()
                .map(series -> new Recommendation.Series(
                        series.variant(),
                        Arrays.stream(series.values())
                                .map(nanos -> Double.isInfinite(nanos)
                                        ? nanos
                                        : prices.invocation(
                                                series.variant().architecture(),
                                                series.variant().memoryMegabytes(),
                                                nanos))
                                .toArray()))
                .toList();
    }

    /** Returns whether a combination could not be measured. */
    public boolean isBroken() {
        return functions.stream()
                .flatMap(function -> function.variants().stream())
                .anyMatch(VariantResult::isBroken);
    }
}
