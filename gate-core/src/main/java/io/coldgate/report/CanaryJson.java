package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.canary.CanaryResult;
import io.coldgate.canary.LimitFinding;
import io.coldgate.canary.StepResult;
import io.coldgate.canary.UnseenLimit;
import io.coldgate.canary.VersionCounts;
import io.coldgate.report.document.PrettyJson;
import io.coldgate.stats.QuantileInterval;
import io.coldgate.stats.RelativeDecision;
import java.io.IOException;
import java.util.Locale;

/** The output of {@code coldgate canary --json}. Times are nanoseconds, sizes bytes; an absent bound is null. */
public final class CanaryJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private CanaryJson() {}

    /** Returns the result. */
    public static String render(CanaryResult result) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("function", result.function());
            out.writeStringField("alias", result.alias());
            out.writeStringField("stable", result.stable());
            out.writeArrayFieldStart("candidates");
            for (String candidate : result.candidates()) {
                out.writeString(candidate);
            }
            out.writeEndArray();
            out.writeStringField("ending", key(result.ending().name()));
            out.writeStringField("reason", result.reason());
            out.writeArrayFieldStart("steps");
            for (StepResult step : result.steps()) {
                step(out, step);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("unseen");
            for (UnseenLimit limit : result.unseen()) {
                unseen(out, limit);
            }
            out.writeEndArray();
        });
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static void step(JsonGenerator out, StepResult step) throws IOException {
        out.writeStartObject();
        out.writeStringField("version", step.version());
        out.writeNumberField("share", step.share());
        out.writeStringField("decision", key(step.decision().name()));
        counts(out, "stable", step.stable());
        counts(out, "candidate", step.candidate());
        out.writeArrayFieldStart("limits");
        for (LimitFinding finding : step.findings()) {
            finding(out, finding);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void counts(JsonGenerator out, String name, VersionCounts counts) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("invocations", counts.invocations());
        out.writeNumberField("cold", counts.cold());
        out.writeNumberField("failed", counts.failed());
        out.writeEndObject();
    }

    private static void finding(JsonGenerator out, LimitFinding finding) throws IOException {
        RelativeDecision decision = finding.decision();
        out.writeStartObject();
        out.writeStringField("metric", finding.limit().metric().key());
        out.writeStringField("quantile", finding.limit().quantile().key());
        out.writeNumberField("tolerance", finding.limit().tolerance());
        out.writeBooleanField("required", finding.limit().required());
        out.writeStringField("outcome", key(decision.outcome().name()));
        out.writeNumberField("pairs", decision.rounds());
        number(out, "stable", decision.baselineQuantile());
        interval(out, "stable", finding.stable());
        number(out, "candidate", decision.candidateQuantile());
        interval(out, "candidate", finding.candidate());
        number(out, "ratio", decision.estimate());
        number(out, "intervalLow", decision.intervalLow() > 0 ? decision.intervalLow() : Double.NaN);
        number(out, "intervalHigh", decision.intervalHigh());
        out.writeEndObject();
    }

    private static void interval(JsonGenerator out, String name, QuantileInterval interval) throws IOException {
        number(out, name + "Low", interval.low() > 0 ? interval.low() : Double.NaN);
        number(out, name + "High", interval.high());
    }

    private static void unseen(JsonGenerator out, UnseenLimit limit) throws IOException {
        out.writeStartObject();
        out.writeStringField("metric", limit.metric().key());
        out.writeStringField("quantile", limit.quantile().key());
        out.writeStringField("limit", limit.tolerance());
        if (limit.instead().isPresent()) {
            out.writeStringField("instead", limit.instead().get().metric().key());
        } else {
            out.writeNullField("instead");
        }
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            out.writeNumberField(name, value);
        } else {
            out.writeNullField(name);
        }
    }
}
