package io.coldgate.report.document;

import static io.coldgate.report.document.Fields.MOST_ENTRIES;
import static io.coldgate.report.document.Fields.amount;
import static io.coldgate.report.document.Fields.cut;
import static io.coldgate.report.document.Fields.number;
import static io.coldgate.report.document.Fields.text;
import static io.coldgate.report.document.Fields.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** The entry of a function in a report: its starts, and the phases of a typical one. */
final class FunctionJson {
    /** The counts of a function's entry with a meaning of their own; all others are kinds of starts. */
    private static final Set<String> OWN_COUNTS = Set.of("samples", "rounds", "baselineSamples", "endedAfterAnswer");

    private FunctionJson() {}

    static void write(JsonGenerator out, FunctionEntry function) throws IOException {
        out.writeStartObject();
        out.writeStringField("function", function.name());
        out.writeStringField("deployedAs", function.deployedAs());
        out.writeNumberField("samples", function.samples());
        if (function.rounds().isPresent()) {
            out.writeNumberField("rounds", function.rounds().get().rounds());
            out.writeNumberField("baselineSamples", function.rounds().get().baselineSamples());
        }
        for (Map.Entry<String, Integer> count : function.starts().entrySet()) {
            out.writeNumberField(count.getKey(), count.getValue());
        }
        out.writeStringField("ending", function.ending());
        out.writeStringField("detail", function.detail());
        out.writeNumberField("endedAfterAnswer", function.endedAfterAnswer());
        if (function.failures().isPresent()) {
            failures(out, function.failures().get());
        }
        if (function.breakdown().isPresent()) {
            breakdown(out, "breakdown", function.breakdown().get());
        }
        if (function.baselineBreakdown().isPresent()) {
            breakdown(out, "baselineBreakdown", function.baselineBreakdown().get());
        }
        out.writeEndObject();
    }

    private static void breakdown(JsonGenerator out, String name, Breakdown times) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeObjectFieldStart("phasesNs");
        for (Map.Entry<String, Double> phase : times.phases().entrySet()) {
            number(out, phase.getKey(), phase.getValue());
        }
        out.writeEndObject();
        number(out, "initCpuNs", times.initCpuNanos());
        number(out, "waitNs", times.waitNanos());
        number(out, "memoryBytes", times.memoryBytes());
        out.writeEndObject();
    }

    private static void failures(JsonGenerator out, FunctionEntry.Failures why) throws IOException {
        out.writeObjectFieldStart("failures");
        out.writeStringField("text", why.text());
        out.writeStringField("arm", why.arm());
        out.writeNumberField("failed", why.failed());
        out.writeNumberField("of", why.of());
        out.writeStringField("type", why.type());
        out.writeStringField("message", why.message());
        out.writeStringField("cause", why.cause());
        texts(out, "output", why.output());
        out.writeEndObject();
    }

    static FunctionEntry read(JsonNode node) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        node.properties().stream()
                .filter(field -> field.getValue().isInt() && !OWN_COUNTS.contains(field.getKey()))
                .forEach(field -> starts.put(field.getKey(), field.getValue().asInt()));
        return new FunctionEntry(
                text(node, "function"),
                text(node, "deployedAs"),
                node.path("samples").asInt(),
                node.has("rounds")
                        ? Optional.of(new FunctionEntry.Rounds(
                                node.path("rounds").asInt(),
                                node.path("baselineSamples").asInt()))
                        : Optional.empty(),
                starts,
                text(node, "ending"),
                text(node, "detail"),
                node.path("endedAfterAnswer").asInt(),
                node.path("failures").isObject() ? Optional.of(failures(node.path("failures"))) : Optional.empty(),
                breakdown(node.path("breakdown")),
                breakdown(node.path("baselineBreakdown")));
    }

    /** Reads a breakdown. Reports of earlier versions have a sentence in its place, which is ignored. */
    private static Optional<Breakdown> breakdown(JsonNode node) {
        JsonNode phases = node.path("phasesNs");
        if (!phases.isObject()) {
            return Optional.empty();
        }
        Map<String, Double> times = new LinkedHashMap<>();
        phases.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(field -> times.put(cut(field.getKey()), amount(phases, field.getKey())));
        return Optional.of(new Breakdown(
                times, optional(node, "initCpuNs"), optional(node, "waitNs"), optional(node, "memoryBytes")));
    }

    private static OptionalDouble optional(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(amount(node, name)) : OptionalDouble.empty();
    }

    private static FunctionEntry.Failures failures(JsonNode node) {
        List<String> output = new ArrayList<>();
        for (JsonNode line : node.path("output")) {
            if (line.isTextual() && output.size() < Failure.MOST_LINES) {
                output.add(Printable.escape(line.asText().replace('\t', ' '), Failure.LONGEST_LINE));
            }
        }
        return new FunctionEntry.Failures(
                text(node, "text"),
                text(node, "arm"),
                node.path("failed").asInt(),
                node.path("of").asInt(),
                text(node, "type"),
                text(node, "message"),
                text(node, "cause"),
                output);
    }
}
