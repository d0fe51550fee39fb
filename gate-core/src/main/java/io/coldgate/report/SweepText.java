package io.coldgate.report;

import io.coldgate.sample.Metric;
import io.coldgate.sweep.FunctionSweep;
import io.coldgate.sweep.MetricFigures;
import io.coldgate.sweep.Recommendation;
import io.coldgate.sweep.SweepResult;
import io.coldgate.sweep.Variant;
import io.coldgate.sweep.VariantResult;
import io.coldgate.thresholds.PlatformName;
import io.coldgate.unit.Printable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The output of {@code coldgate sweep}: one table for each function, and the recommended combination. */
public final class SweepText {
    private static final int LONGEST_LINE = 500;
    private static final int LABEL = 28;

    /** The length of the longest metric name that every function has: {@code billed_duration}. */
    private static final int NAME = 15;

    private final StringBuilder out = new StringBuilder();
    private final SweepResult result;
    private int width = NAME;

    private SweepText(SweepResult result) {
        this.result = result;
    }

    /** Returns the complete text, with a line break at the end. */
    public static String render(SweepResult result) {
        SweepText text = new SweepText(result);
        text.line(
                "Sweep: %d cold starts of each combination, on %s, in random order; seed %d",
                result.startsAskedFor(), result.platform().key(), result.seed());
        result.functions().forEach(text::function);
        text.notes();
        return text.out.toString();
    }

    private void function(FunctionSweep function) {
        width = function.metrics().stream()
                .filter(metric -> function.variants().stream()
                        .anyMatch(variant -> variant.figures().containsKey(metric)))
                .mapToInt(metric -> metric.key().length())
                .reduce(NAME, Math::max);
        line("");
        line(
                "%s%s",
                function.function(),
                function.region().map(region -> " in " + region).orElse(""));
        line(
                "  %-" + width + "s %-" + LABEL + "s %4s  %10s %-24s %10s %s",
                "METRIC",
                "SETTINGS",
                "N",
                "P50",
                "INTERVAL 95 %",
                "P95",
                "INTERVAL 95 %");
        function.metrics().forEach(metric -> metric(function, metric));
        money(function, "cold cost/1M", VariantResult::coldCost, "US$");
        money(function, "warm cost/1M", VariantResult::warmCostAtMost, "at most US$");
        for (VariantResult variant : function.variants()) {
            trouble(variant);
        }
        recommend("by latency (" + function.latencyMetric().key() + " p50)", function.latency());
        if (result.prices().isPresent()) {
            recommend("by cost of cold starts", function.cost());
        }
    }

    private void metric(FunctionSweep function, Metric metric) {
        String name = metric.key();
        for (VariantResult variant : function.variants()) {
            Optional<MetricFigures> figures =
                    Optional.ofNullable(variant.figures().get(metric));
            if (figures.isPresent()) {
                MetricFigures found = figures.get();
                line(
                        "  %-" + width + "s %-" + LABEL + "s %4d  %10s %-24s %10s %s",
                        name,
                        label(variant.variant()),
                        found.n(),
                        Figures.amount(found.p50(), metric.dimension()),
                        Figures.interval(found.p50Interval(), metric.dimension()),
                        Figures.amount(found.p95(), metric.dimension()),
                        Figures.interval(found.p95Interval(), metric.dimension()));
                name = "";
            }
        }
    }

    private void money(
            FunctionSweep function, String title, Function<VariantResult, OptionalDouble> amount, String unit) {
        String name = title;
        for (VariantResult variant : function.variants()) {
            OptionalDouble dollars = amount.apply(variant);
            if (dollars.isPresent()) {
                line(
                        "  %-" + width + "s %-" + LABEL + "s %4s  %s %.2f",
                        name,
                        label(variant.variant()),
                        "",
                        unit,
                        dollars.getAsDouble());
                name = "";
            }
        }
    }

    private void trouble(VariantResult variant) {
        if (variant.failures() > 0) {
            line(
                    "  %s: %d of %d starts failed; a failed start counts as slower than any other",
                    label(variant.variant()), variant.failures(), variant.samples());
        }
        if (!variant.trouble().isEmpty()) {
            line(
                    "  %s: not measured completely: %s",
                    label(variant.variant()), Printable.lines(variant.trouble(), LONGEST_LINE));
        }
    }

    private void recommend(String by, Optional<Recommendation> recommendation) {
        line("  %s: %s", by, recommendation.map(SweepText::words).orElse("nothing to compare"));
    }

    /** Returns the recommendation; it names a single combination only if that is proven better than all others. */
    static String words(Recommendation recommendation) {
        String best = labels(recommendation.best(), " and ");
        if (recommendation.worse().isEmpty()) {
            return "no difference shown between " + best;
        }
        return recommendation.isClear()
                ? best + "; proven better than " + labels(recommendation.worse(), "; ")
                : "no difference shown between " + best + "; proven worse: " + labels(recommendation.worse(), "; ");
    }

    /** Returns the labels; one of several settings contains commas. */
    private static String labels(List<Variant> variants, String beforeLast) {
        int last = variants.size() - 1;
        String all = variants.stream().limit(last).map(SweepText::label).collect(Collectors.joining("; "));
        return (last == 0 ? "" : all + beforeLast) + label(variants.get(last));
    }

    private static String label(Variant variant) {
        return Printable.escape(variant.label(), LONGEST_LINE);
    }

    private void notes() {
        line("");
        if (result.platform() == PlatformName.EMBEDDED) {
            line((isMemoryVaried()
                            ? "The embedded platform does not scale the CPU with the memory setting: differences"
                                    + " between memory settings here are noise; sweep memory on aws. "
                            : "")
                    + "Costs are known on aws only.");
        }
        result.prices()
                .ifPresent(prices -> line(
                        "Costs: list prices of %s as of %s, first tier. Cold invocations include the init, which is"
                                + " billed; warm ones are estimated by the first run of the handler, and are seldom"
                                + " slower.",
                        prices.region(), prices.date()));
        line("Only what is proven is recommended: the probability that any comparison of a function is wrong is at"
                + " most 5 %.");
    }

    private boolean isMemoryVaried() {
        return result.functions().stream()
                .anyMatch(function -> function.variants().stream()
                                .map(variant -> variant.variant().memoryMegabytes())
                                .distinct()
                                .count()
                        > 1);
    }

    private void line(String format, Object... arguments) {
        String text = arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments);
        out.append(text.stripTrailing()).append('\n');
    }
}
