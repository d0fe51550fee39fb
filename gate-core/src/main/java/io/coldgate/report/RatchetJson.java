package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.gate.BudgetCheck;
import io.coldgate.ratchet.KeptBudget;
import io.coldgate.ratchet.RatchetPlan;
import io.coldgate.ratchet.Tightening;
import io.coldgate.report.document.PrettyJson;
import java.io.IOException;

/** The output of {@code coldgate ratchet --json}. Times are nanoseconds, sizes bytes. */
public final class RatchetJson {
    /** Version of the format. */
    public static final int SCHEMA_VERSION = 1;

    private RatchetJson() {}

    /**
     * Returns the plan.
     *
     * @param file the thresholds file's name
     * @param written whether the file was written
     */
    public static String render(RatchetPlan plan, String file, boolean written) {
        return PrettyJson.object(out -> {
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
        });
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
        out.writeNumberField("runs", change.runs());
        out.writeNumberField("headroom", change.factor());
        out.writeEndObject();
    }

    private static void check(JsonGenerator out, BudgetCheck check) throws IOException {
        out.writeStringField("function", check.function());
        out.writeStringField("metric", check.subject());
        out.writeStringField("rule", check.rule());
        out.writeStringField("location", check.location().toString());
        out.writeNumberField("limit", check.limit().value());
    }
}
