package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.sample.Metric;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.sweep.FunctionSweep;
import io.coldgate.sweep.MetricFigures;
import io.coldgate.sweep.Recommendation;
import io.coldgate.sweep.SweepResult;
import io.coldgate.sweep.Variant;
import io.coldgate.sweep.VariantResult;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code sweep.json}. Times are nanoseconds, sizes bytes, money US dollars; an absent bound or figure is null. */
public final class SweepJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private SweepJson() {}

    /**
     * Returns the sweep.
     *
     * @param coldgateVersion the program's version
     */
    public static String render(SweepResult result, String coldgateVersion) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeStringField("thresholds", result.thresholdsFile());
            out.writeStringField("platform", result.platform().key());
            out.writeNumberField("seed", result.seed());
            out.writeNumberField("startsAskedFor", result.startsAskedFor());
            text(out, "pricesAsOf", result.prices().map(prices -> prices.date()));
            out.writeArrayFieldStart("functions");
            for (FunctionSweep function : result.functions()) {
                function(out, function);
            }
            out.writeEndArray();
        });
    }

    private static void function(JsonGenerator out, FunctionSweep function) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", function.function());
        text(out, "region", function.region());
        out.writeArrayFieldStart("variants");
        for (VariantResult variant : function.variants()) {
            variant(out, variant);
        }
        out.writeEndArray();
        out.writeStringField("latencyMetric", function.latencyMetric().key());
        recommendation(out, "latency", function.latency());
        recommendation(out, "cost", function.cost());
        out.writeEndObject();
    }

    private static void variant(JsonGenerator out, VariantResult variant) throws IOException {
        out.writeStartObject();
        out.writeStringField("settings", variant.variant().label());
        out.writeStringField("name", variant.variant().name());
        out.writeNumberField("memoryMegabytes", variant.variant().memoryMegabytes());
        out.writeStringField("architecture", variant.variant().architecture());
        out.writeNumberField("samples", variant.samples());
        out.writeNumberField("failedStarts", variant.failures());
        out.writeStringField("trouble", variant.trouble());
        out.writeObjectFieldStart("metrics");
        for (Map.Entry<Metric, MetricFigures> entry : variant.figures().entrySet()) {
            out.writeObjectFieldStart(entry.getKey().key());
            MetricFigures figures = entry.getValue();
            out.writeNumberField("n", figures.n());
            quantile(out, "p50", figures.p50(), figures.p50Interval());
            quantile(out, "p95", figures.p95(), figures.p95Interval());
            out.writeEndObject();
        }
        out.writeEndObject();
        number(out, "coldCostPerMillion", variant.coldCost().orElse(Double.NaN));
        number(out, "warmCostPerMillionAtMost", variant.warmCostAtMost().orElse(Double.NaN));
        out.writeEndObject();
    }

    private static void quantile(JsonGenerator out, String name, double value, QuantileInterval interval)
            throws IOException {
        number(out, name, value);
        number(out, name + "Low", interval.low());
        number(out, name + "High", interval.high());
    }

    private static void recommendation(JsonGenerator out, String name, Optional<Recommendation> recommendation)
            throws IOException {
        if (recommendation.isEmpty()) {
            out.writeNullField(name);
            return;
        }
        out.writeObjectFieldStart(name);
        out.writeBooleanField("recommended", recommendation.get().isClear());
        labels(out, "best", recommendation.get().best());
        labels(out, "provenWorse", recommendation.get().worse());
        out.writeEndObject();
    }

    private static void labels(JsonGenerator out, String name, List<Variant> variants) throws IOException {
        out.writeArrayFieldStart(name);
        for (Variant variant : variants) {
            out.writeString(variant.label());
        }
        out.writeEndArray();
    }

    private static void text(JsonGenerator out, String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            out.writeStringField(name, text.get());
        } else {
            out.writeNullField(name);
        }
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }
}
