package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.calibrate.Calibration;
import io.coldgate.calibrate.CheckForecast;
import io.coldgate.calibrate.FunctionNoise;
import io.coldgate.calibrate.Headroom;
import io.coldgate.calibrate.MetricNoise;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.stats.Contrast;
import java.io.IOException;
import java.util.Locale;

/** The output of {@code coldgate calibrate --json}. Times are nanoseconds, sizes bytes; an absent bound is null. */
public final class CalibrationJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private CalibrationJson() {}

    /**
     * Returns the document.
     *
     * @param coldgateVersion the program's version
     */
    public static String render(Calibration calibration, String coldgateVersion) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            out.writeStringField("thresholds", calibration.thresholdsFile());
            out.writeStringField("platform", calibration.platform());
            out.writeNumberField("seed", calibration.seed());
            out.writeNumberField("roundsAskedFor", calibration.roundsAskedFor());
            out.writeNumberField("replays", Calibration.REPLAYS);
            out.writeArrayFieldStart("functions");
            for (FunctionNoise function : calibration.functions()) {
                function(out, function);
            }
            out.writeEndArray();
        });
    }

    private static void function(JsonGenerator out, FunctionNoise function) throws IOException {
        Disturbance disturbance = Disturbance.of(function.starts(), TextReport.DISTURBED_SHARE);
        out.writeStartObject();
        out.writeStringField("function", function.function());
        out.writeNumberField("rounds", function.rounds());
        out.writeStringField("cutShort", function.cutShort());
        out.writeNumberField("coldStarts", function.starts().size());
        out.writeNumberField("failedStarts", function.failures());
        out.writeNumberField("startsWithKnownWait", disturbance.known());
        out.writeNumberField("disturbedStarts", disturbance.disturbed());
        out.writeBooleanField("hostWasBusy", disturbance.isWorthSaying());
        out.writeStringField("trouble", function.trouble());
        out.writeArrayFieldStart("metrics");
        for (MetricNoise noise : function.metrics()) {
            metric(out, noise);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("tooFewStarts");
        for (FunctionNoise.TooFew rare : function.tooFew()) {
            out.writeStartObject();
            out.writeStringField("metric", rare.metric().key());
            out.writeStringField("payload", rare.payload());
            out.writeNumberField("rounds", rare.rounds());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("checks");
        for (CheckForecast forecast : function.forecasts()) {
            forecast(out, forecast);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void metric(JsonGenerator out, MetricNoise noise) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", noise.metric().key());
        number(out, "p50", noise.median());
        number(out, "p95", noise.p95());
        number(out, "variation", noise.variation());
        number(out, "lag1", noise.dependence().lag1());
        number(out, "dependenceFactor", noise.dependence().tau());
        String apart = noise.contrast() == Contrast.DIFFERENCE ? "difference" : "ratio";
        number(out, apart, noise.apart());
        number(out, apart + "Low", noise.apartInterval().low());
        number(out, apart + "High", noise.apartInterval().high());
        number(
                out,
                "supportedTolerance",
                noise.supported().map(MetricNoise.Supported::tolerance).orElse(Double.NaN));
        number(out, "recommendedTolerance", noise.recommendedTolerance().orElse(Double.NaN));
        if (Double.isFinite(noise.p95())) {
            out.writeStringField(
                    "budgetP50",
                    Headroom.budget(noise.median(), Headroom.P50, noise.metric().dimension()));
            out.writeStringField(
                    "budgetP95",
                    Headroom.budget(noise.p95(), Headroom.P95, noise.metric().dimension()));
        }
        out.writeEndObject();
    }

    private static void forecast(JsonGenerator out, CheckForecast forecast) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", forecast.check().subject());
        out.writeStringField("rule", forecast.check().rule());
        out.writeStringField("limit", forecast.check().limitText());
        out.writeStringField("location", forecast.check().location().toString());
        out.writeNumberField("coldStarts", forecast.coldStarts());
        number(out, "pass", forecast.pass());
        number(out, "fail", forecast.fail());
        number(out, "inconclusive", forecast.inconclusive());
        out.writeStringField("tightness", forecast.tightness().name().toLowerCase(Locale.ROOT));
        number(out, "noiseLow", forecast.noiseLow());
        number(out, "noiseHigh", forecast.noiseHigh());
        out.writeEndObject();
    }

    /** Writes a number, or null if it is unknown or unbounded. */
    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }
}
