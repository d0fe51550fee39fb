package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** A start's members, in the records {@code sample} and {@code discarded} of a results file. */
final class StartCodec {
    /** The longest error type that is kept for a runtime that ended. */
    private static final int LONGEST_WORD = 100;

    private StartCodec() {}

    static void write(JsonGenerator out, Start start) throws IOException {
        out.writeStringField("function", start.function());
        if (start.arm() != Arm.CANDIDATE) {
            out.writeStringField("arm", start.arm().key());
        }
        if (start.round() > 0) {
            out.writeNumberField("round", start.round());
        }
        out.writeNumberField("n", start.number());
        out.writeNumberField("at", start.atMillis());
        if (start.failure().isPresent()) {
            writeFailure(out, start.failure().get());
        }
        if (start.payload().isPresent()) {
            out.writeStringField("payload", start.payload().get().name());
            out.writeNumberField("share", start.payload().get().share());
        }
        writeNumbers(out, "values", start.values(), Metric::key);
        if (start.waitNanos().isPresent()) {
            writeNumber(out, "wait", start.waitNanos().getAsDouble());
        }
        if (!start.undisturbed().isEmpty()) {
            writeNumbers(out, "undisturbed", start.undisturbed(), Metric::key);
        }
        if (!start.missed().isEmpty()) {
            writeMissed(out, start.missed());
        }
        if (!start.initialised().isEmpty()) {
            writeInitialised(out, start.initialised());
        }
        if (!start.phases().isEmpty()) {
            writeNumbers(out, "phases", start.phases(), Function.identity());
        }
        out.writeStringField("proof", start.proof());
        out.writeStringField("environment", start.environment());
        if (start.proactive()) {
            out.writeBooleanField("proactive", true);
        }
        if (!start.endedAfter().isEmpty()) {
            out.writeStringField("endedAfter", start.endedAfter());
        }
    }

    private static <K> void writeNumbers(
            JsonGenerator out, String field, Map<K, Double> values, Function<K, String> name) throws IOException {
        out.writeObjectFieldStart(field);
        for (Map.Entry<K, Double> value : values.entrySet()) {
            writeNumber(out, name.apply(value.getKey()), value.getValue());
        }
        out.writeEndObject();
    }

    private static void writeMissed(JsonGenerator out, Map<Metric, String> missed) throws IOException {
        out.writeObjectFieldStart("missed");
        for (Map.Entry<Metric, String> reason : missed.entrySet()) {
            out.writeStringField(reason.getKey().key(), reason.getValue());
        }
        out.writeEndObject();
    }

    private static void writeInitialised(JsonGenerator out, Map<Metric, List<String>> initialised) throws IOException {
        out.writeObjectFieldStart("initialised");
        for (Map.Entry<Metric, List<String>> packages : initialised.entrySet()) {
            out.writeArrayFieldStart(packages.getKey().key());
            for (String name : packages.getValue()) {
                out.writeString(name);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void writeFailure(JsonGenerator out, Failure failure) throws IOException {
        out.writeObjectFieldStart("failure");
        out.writeStringField("type", failure.type());
        out.writeStringField("message", failure.message());
        writeWords(out, failure);
        out.writeEndObject();
    }

    private static void writeWords(JsonGenerator out, Failure failure) throws IOException {
        if (!failure.cause().isEmpty()) {
            out.writeStringField("cause", failure.cause());
        }
        if (!failure.output().isEmpty()) {
            out.writeArrayFieldStart("output");
            for (String line : failure.output()) {
                out.writeString(line);
            }
            out.writeEndArray();
        }
        if (!failure.initValues().isEmpty()) {
            out.writeObjectFieldStart("init");
            for (Map.Entry<Metric, Double> value : failure.initValues().entrySet()) {
                writeNumber(out, value.getKey().key(), value.getValue());
            }
            out.writeEndObject();
        }
    }

    /** Writes a number without a fraction if it is whole, as nanoseconds and bytes nearly always are. */
    private static void writeNumber(JsonGenerator out, String name, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }

    static Start start(JsonNode node) {
        Map<Metric, Double> values = byMetric(RecordFields.object(node, "values"));
        Map<String, Double> phases = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> phase : node.path("phases").properties()) {
            phases.put(phase.getKey(), RecordFields.amount(phase.getKey(), phase.getValue()));
        }
        return Start.builder()
                .function(RecordFields.text(node, "function"))
                .arm(RecordFields.arm(node))
                .round(node.has("round") ? Math.toIntExact(RecordFields.whole(node, "round")) : 0)
                .number((int) RecordFields.between(node, "n", 1, Integer.MAX_VALUE))
                .atMillis(RecordFields.whole(node, "at"))
                .values(values)
                .waitNanos(
                        node.has("wait")
                                ? OptionalDouble.of(RecordFields.amount("wait", node.get("wait")))
                                : OptionalDouble.empty())
                .phases(phases)
                .proof(RecordFields.text(node, "proof"))
                .environment(RecordFields.text(node, "environment"))
                .failure(failure(node, values))
                .proactive(node.path("proactive").asBoolean(false))
                .undisturbed(node.has("undisturbed") ? byMetric(RecordFields.object(node, "undisturbed")) : Map.of())
                .missed(node.has("missed") ? missed(RecordFields.object(node, "missed")) : Map.of())
                .payload(payload(node))
                .initialised(node.has("initialised") ? initialised(RecordFields.object(node, "initialised")) : Map.of())
                .endedAfter(
                        node.has("endedAfter")
                                ? Printable.escape(RecordFields.text(node, "endedAfter"), LONGEST_WORD)
                                : "")
                .build();
    }

    private static Optional<DrawnPayload> payload(JsonNode node) {
        if (!node.has("payload")) {
            return Optional.empty();
        }
        double share = RecordFields.amount("share", node.path("share"));
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("\"share\" is " + share + ", not above 0 and at most 1");
        }
        return Optional.of(new DrawnPayload(Printable.escape(RecordFields.text(node, "payload"), LONGEST_WORD), share));
    }

    private static Optional<Failure> failure(JsonNode node, Map<Metric, Double> values) {
        if (!node.has("failure")) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a sample without values and without a failure");
            }
            return Optional.empty();
        }
        JsonNode failure = RecordFields.object(node, "failure");
        List<String> output = new ArrayList<>();
        for (JsonNode line : failure.path("output")) {
            output.add(line.asText());
        }
        return Optional.of(new Failure(
                RecordFields.text(failure, "type"),
                RecordFields.text(failure, "message"),
                failure.path("cause").asText(""),
                output,
                byMetric(failure.path("init"))));
    }

    private static Map<Metric, String> missed(JsonNode node) {
        Map<Metric, String> reasons = new TreeMap<>();
        node.properties()
                .forEach(reason -> reasons.put(metric(reason.getKey()), RecordFields.text(node, reason.getKey())));
        return reasons;
    }

    private static Map<Metric, List<String>> initialised(JsonNode node) {
        Map<Metric, List<String>> packages = new TreeMap<>();
        node.properties().forEach(entry -> {
            List<String> names = new ArrayList<>();
            entry.getValue().forEach(name -> names.add(name.asText()));
            packages.put(metric(entry.getKey()), names);
        });
        return packages;
    }

    private static Map<Metric, Double> byMetric(JsonNode node) {
        Map<Metric, Double> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> value : node.properties()) {
            values.put(metric(value.getKey()), RecordFields.amount(value.getKey(), value.getValue()));
        }
        return values;
    }

    private static Metric metric(String key) {
        return Metric.ofKey(key).orElseThrow(() -> new IllegalArgumentException("unknown metric \"" + key + "\""));
    }
}
