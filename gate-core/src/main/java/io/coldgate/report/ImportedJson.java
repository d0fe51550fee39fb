package io.coldgate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.coldgate.gate.Check;
import io.coldgate.sample.ToolResults;
import io.coldgate.sample.ToolResultsCodec;
import io.coldgate.sample.ToolSeries;
import java.io.IOException;
import java.util.List;

/** Other tools' results in {@code report.json}. */
final class ImportedJson {
    private ImportedJson() {}

    /** What a check is about, besides its function and metric. */
    static void identity(JsonGenerator out, Check.OfResult check) throws IOException {
        out.writeStringField("tool", check.source().tool().key());
        out.writeStringField("path", check.source().path());
        out.writeStringField("series", check.id().name());
        out.writeStringField("variant", check.id().variant());
        out.writeStringField("direction", check.limit().atLeast() ? "at_least" : "at_most");
    }

    /** The sources; nothing where there are none. */
    static void write(JsonGenerator out, List<ToolResults> all) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        out.writeArrayFieldStart("results");
        for (ToolResults results : all) {
            out.writeStartObject();
            out.writeStringField("tool", results.source().tool().key());
            out.writeStringField("path", results.source().path());
            ToolResultsCodec.writeSaid(out, results);
            out.writeNumberField("series", results.series().size());
            out.writeNumberField(
                    "samples",
                    results.series().stream()
                            .map(ToolSeries::values)
                            .mapToInt(values -> values.size())
                            .sum());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
