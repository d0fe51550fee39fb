package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/**
 * A finding that the explanations of several functions share; their own summaries only refer to it.
 *
 * @param functions the functions
 * @param packages the packages that got slower in each of them; empty if only advice is shared
 * @param heading such as {@code The same cause in 7 functions}
 * @param summary the causes and what to do, as text: a few lines
 */
public record SharedEntry(List<String> functions, List<String> packages, String heading, List<String> summary) {
    /** Copies the lists. */
    public SharedEntry {
        functions = List.copyOf(functions);
        packages = List.copyOf(packages);
        summary = List.copyOf(summary);
    }

    static void write(JsonGenerator out, List<SharedEntry> entries) throws IOException {
        out.writeArrayFieldStart("shared");
        for (SharedEntry entry : entries) {
            out.writeStartObject();
            Fields.texts(out, "functions", entry.functions());
            Fields.texts(out, "packages", entry.packages());
            out.writeStringField("heading", entry.heading());
            Fields.texts(out, "summary", entry.summary());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Reads a group; the sizes of all its lists and texts are bounded. */
    static SharedEntry read(JsonNode node) {
        return new SharedEntry(
                Fields.texts(node.path("functions")),
                Fields.texts(node.path("packages")),
                Fields.text(node, "heading"),
                Fields.texts(node.path("summary")));
    }
}
