package io.coldgate.history;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a filed run as JSON on one line. Values are nanoseconds, bytes or plain numbers, as {@code unit} says; a
 * failed start's value and an absent bound are null.
 */
public final class FiledRunWriter {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private FiledRunWriter() {}

    /** Returns the file's text. */
    public static String text(FiledRun run) {
        return FiledJson.line(out -> write(out, run));
    }

    private static void write(JsonGenerator out, FiledRun run) throws IOException {
        out.writeNumberField("schemaVersion", SCHEMA_VERSION);
        out.writeStringField("run", run.digest());
        out.writeStringField("commit", run.commit());
        out.writeStringField("branch", run.branch());
        out.writeBooleanField("change", run.change());
        if (run.committedAtMillis().isPresent()) {
            out.writeNumberField("committedAt", run.committedAtMillis().getAsLong());
        }
        out.writeNumberField("startedAt", run.startedAtMillis());
        out.writeStringField("ending", run.ending());
        out.writeStringField("coldgate", run.coldgate());
        out.writeStringField("platform", run.platform());
        out.writeStringField("thresholdsSha256", run.thresholdsSha256());
        out.writeObjectFieldStart("fingerprint");
        for (Map.Entry<String, String> fact : run.fingerprint().facts().entrySet()) {
            out.writeStringField(fact.getKey(), fact.getValue());
        }
        out.writeEndObject();
        out.writeStringField("verdict", run.verdict().name());
        out.writeArrayFieldStart("checks");
        for (FiledCheck check : run.checks()) {
            check(out, check);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("series");
        for (FiledSeries series : run.series()) {
            series(out, series);
        }
        out.writeEndArray();
    }

    private static void check(JsonGenerator out, FiledCheck check) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", check.budget().function());
        out.writeStringField("metric", check.budget().metric());
        out.writeStringField("rule", check.budget().rule());
        out.writeBooleanField("relative", check.budget().relative());
        out.writeStringField("limit", check.limit());
        out.writeStringField("verdict", check.verdict().name());
        out.writeStringField("reason", check.reason());
        if (check.n() > 0) {
            out.writeNumberField("n", check.n());
            number(out, "estimate", check.estimate());
            number(out, "intervalLow", check.low());
            number(out, "intervalHigh", check.high());
        }
        out.writeEndObject();
    }

    private static void series(JsonGenerator out, FiledSeries series) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", series.key().function());
        out.writeStringField("metric", series.key().metric());
        out.writeStringField("arm", series.key().arm().name().toLowerCase(Locale.ROOT));
        out.writeStringField("kind", series.unit().kind().name().toLowerCase(Locale.ROOT));
        out.writeStringField("unit", series.unit().text());
        out.writeNumberField("n", series.n());
        out.writeNumberField("failed", series.failed());
        out.writeArrayFieldStart("quantiles");
        for (FiledSeries.Quantile quantile : series.quantiles()) {
            out.writeStartArray();
            out.writeNumber(quantile.probability());
            number(out, quantile.value());
            number(out, quantile.low());
            number(out, quantile.high());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, double value) throws IOException {
        out.writeFieldName(name);
        number(out, value);
    }

    private static void number(JsonGenerator out, double value) throws IOException {
        if (!Double.isFinite(value)) {
            out.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumber((long) value);
        } else {
            out.writeNumber(value);
        }
    }
}
