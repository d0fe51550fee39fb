package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The records of another tool's results, to and from JSON. A failed sample is null. */
final class ToolResultsCodec {
    private ToolResultsCodec() {}

    static void write(JsonGenerator out, ResultsRecord.Imported entry) throws IOException {
        ToolResults results = entry.results();
        out.writeStringField("type", "imported");
        writeSource(out, results.source());
        writeSaid(out, results);
    }

    private static void writeSaid(JsonGenerator out, ToolResults results) throws IOException {
        ResultsWriter.writeTexts(out, "facts", results.facts());
        out.writeArrayFieldStart("notes");
        for (String note : results.notes()) {
            out.writeString(note);
        }
        out.writeEndArray();
        if (results.problem().isPresent()) {
            out.writeStringField("problem", results.problem().get());
        }
    }

    static ResultsRecord imported(JsonNode node) {
        List<String> notes = new ArrayList<>();
        RecordFields.list(node, "notes").forEach(note -> notes.add(note.asText()));
        return new ResultsRecord.Imported(new ToolResults(
                source(node),
                RecordFields.texts(node, "facts"),
                notes,
                List.of(),
                node.has("problem") ? Optional.of(RecordFields.text(node, "problem")) : Optional.empty()));
    }

    /** Writes the header's list of the results that follow. */
    static void write(JsonGenerator out, List<HeldResults> tools) throws IOException {
        out.writeArrayFieldStart("tools");
        for (HeldResults held : tools) {
            out.writeStartObject();
            writeSource(out, held.source());
            out.writeNumberField("series", held.series());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static List<HeldResults> held(JsonNode header) {
        List<HeldResults> tools = new ArrayList<>();
        for (JsonNode held : RecordFields.list(header, "tools")) {
            tools.add(new HeldResults(source(held), number(held)));
        }
        return tools;
    }

    private static void writeSource(JsonGenerator out, ToolResults.Source source) throws IOException {
        out.writeStringField("tool", source.tool().key());
        out.writeStringField("path", source.path());
    }

    private static ToolResults.Source source(JsonNode node) {
        String key = RecordFields.text(node, "tool");
        Tool tool = Tool.ofKey(key).orElseThrow(() -> new IllegalArgumentException("unknown tool \"" + key + "\""));
        return new ToolResults.Source(tool, RecordFields.text(node, "path"));
    }

    static void write(JsonGenerator out, ResultsRecord.ImportedSeries entry) throws IOException {
        ToolSeries series = entry.series();
        out.writeStringField("type", "imported_series");
        writeSource(out, entry.source());
        out.writeNumberField("series", entry.number());
        out.writeStringField("name", series.id().name());
        out.writeStringField("variant", series.id().variant());
        out.writeStringField("metric", series.id().metric());
        out.writeBooleanField("primary", series.primary());
        out.writeStringField("kind", series.unit().kind().name().toLowerCase(Locale.ROOT));
        out.writeStringField("unit", series.unit().text());
        out.writeStringField("better", series.better().key());
        out.writeNumberField("count", entry.count());
        out.writeArrayFieldStart("clusters");
        for (int size : series.clusters()) {
            out.writeNumber(size);
        }
        out.writeEndArray();
        if (!series.blocks().isEmpty()) {
            out.writeArrayFieldStart("blocks");
            for (int size : series.blocks()) {
                out.writeNumber(size);
            }
            out.writeEndArray();
        }
        if (series.summary().isPresent()) {
            ToolSeries.Summary summary = series.summary().get();
            out.writeObjectFieldStart("summary");
            out.writeNumberField("total", summary.total());
            out.writeNumberField("failed", summary.failed());
            if (!Double.isNaN(summary.greatest())) {
                out.writeNumberField("greatest", summary.greatest());
            }
            out.writeEndObject();
        }
        if (!series.written().equals(series.id().name())) {
            out.writeStringField("written", series.written());
        }
        if (series.problem().isPresent()) {
            out.writeStringField("problem", series.problem().get());
        }
    }

    static ResultsRecord series(JsonNode node) {
        SeriesId id = new SeriesId(
                RecordFields.text(node, "name"), RecordFields.text(node, "variant"), RecordFields.text(node, "metric"));
        ToolSeries series = new ToolSeries(
                id,
                node.path("primary").asBoolean(),
                new ValueUnit(
                        RecordFields.constant(ValueUnit.Kind.class, node, "kind"), RecordFields.text(node, "unit")),
                RecordFields.constant(Better.class, node, "better"),
                SampleValues.NONE,
                sizes(node, "clusters"),
                node.has("blocks") ? sizes(node, "blocks") : List.of(),
                node.has("summary") ? Optional.of(summary(node.get("summary"))) : Optional.empty(),
                node.has("written") ? RecordFields.text(node, "written") : id.name(),
                node.has("problem") ? Optional.of(RecordFields.text(node, "problem")) : Optional.empty());
        return new ResultsRecord.ImportedSeries(source(node), number(node), series, count(node));
    }

    private static List<Integer> sizes(JsonNode node, String field) {
        List<Integer> sizes = new ArrayList<>();
        for (JsonNode size : RecordFields.list(node, field)) {
            if (!size.isInt() || size.asInt() < 0) {
                throw new IllegalArgumentException("\"" + field + "\" holds something that is not a size: " + size);
            }
            sizes.add(size.asInt());
        }
        return sizes;
    }

    private static ToolSeries.Summary summary(JsonNode node) {
        return new ToolSeries.Summary(
                RecordFields.between(node, "total", -1, Long.MAX_VALUE),
                RecordFields.between(node, "failed", -1, Long.MAX_VALUE),
                node.has("greatest") ? RecordFields.amount("greatest", node.get("greatest")) : Double.NaN);
    }

    private static int number(JsonNode node) {
        return (int) RecordFields.between(node, "series", 0, Integer.MAX_VALUE);
    }

    private static int count(JsonNode node) {
        return (int) RecordFields.between(node, "count", 0, Integer.MAX_VALUE);
    }

    static void write(JsonGenerator out, ResultsRecord.ImportedValues entry) throws IOException {
        out.writeStringField("type", "imported_values");
        writeSource(out, entry.source());
        out.writeNumberField("series", entry.number());
        out.writeArrayFieldStart("values");
        for (double value : entry.values().toArray()) {
            if (Double.isInfinite(value)) {
                out.writeNull();
            } else if (value == Math.rint(value) && value < 1L << 53) {
                out.writeNumber((long) value);
            } else {
                out.writeNumber(value);
            }
        }
        out.writeEndArray();
    }

    static ResultsRecord values(JsonNode node) {
        JsonNode list = RecordFields.list(node, "values");
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).isNull() ? Double.POSITIVE_INFINITY : RecordFields.amount("value", list.get(i));
        }
        return new ResultsRecord.ImportedValues(source(node), number(node), SampleValues.of(values));
    }
}
