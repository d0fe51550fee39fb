package io.coldgate.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.coldgate.gate.Check;
import io.coldgate.ratchet.KeptBudget;
import io.coldgate.ratchet.RatchetPlan;
import io.coldgate.ratchet.Tightening;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The output of {@code coldgate ratchet --json}. Times are nanoseconds, sizes bytes. */
public final class RatchetJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private RatchetJson() {}

    /**
     * The plan.
     *
     * @param file the thresholds file's name
     * @param written whether the file was written
     */
    public static String render(RatchetPlan plan, String file, boolean written) {
        StringWriter text = new StringWriter();
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try (JsonGenerator out = new JsonFactory().createGenerator(text).setPrettyPrinter(printer)) {
            out.writeStartObject();
            out.writeNumberField("schemaVersion", SCHEMA_VERSION);
            out.writeStringField("thresholds", file);
            out.writeBooleanField("written", written);
            out.writeArrayFieldStart("tightened");
            for (Tightening each : plan.tightened()) {
                tightened(out, each);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("left");
            for (KeptBudget each : plan.kept()) {
                out.writeStartObject();
                check(out, each.check());
                out.writeStringField("reason", each.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    private static void tightened(JsonGenerator out, Tightening change) throws IOException {
        out.writeStartObject();
        check(out, change.check());
        out.writeStringField("old", change.oldText());
        out.writeStringField("new", change.newText());
        out.writeNumberField("newLimit", change.newLimit());
        out.writeNumberField("estimate", change.figures().estimate());
        out.writeNumberField("intervalLow", change.figures().intervalLow());
        out.writeNumberField("intervalHigh", change.figures().intervalHigh());
        out.writeNumberField("n", change.figures().n());
        out.writeStringField("decidedBy", change.byInterval() ? "interval" : "headroom");
        out.writeEndObject();
    }

    private static void check(JsonGenerator out, Check.OfStarts check) throws IOException {
        out.writeStringField("function", check.function());
        out.writeStringField("metric", check.subject());
        out.writeStringField("rule", check.rule());
        out.writeStringField("location", check.location().toString());
        out.writeNumberField("limit", check.limit().value());
    }
}
