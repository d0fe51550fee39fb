package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.ExplainedStart.Counters;
import io.coldgate.sample.ExplainedStart.End;
import io.coldgate.sample.ExplainedStart.Kind;
import io.coldgate.sample.ExplainedStart.Look;
import io.coldgate.sample.ExplainedStart.PackageInit;
import io.coldgate.sample.ExplainedStart.Phase;
import io.coldgate.sample.ExplainedStart.Times;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The records of an explanation, to and from JSON. A package's init is written as a list, because it occurs thousands
 * of times.
 */
final class ExplainedCodec {
    /** The fields of an init: name, low, high, bytes, allocs, collections. */
    private static final int FIELDS_OF_INIT = 6;

    private static final int COLLECTIONS = 5;

    private ExplainedCodec() {}

    static void write(JsonGenerator out, ExplainedStart start) throws IOException {
        out.writeStringField("type", "explained");
        out.writeStringField("function", start.function());
        if (start.arm() != Arm.CANDIDATE) {
            out.writeStringField("arm", start.arm().key());
        }
        out.writeStringField("kind", start.kind().key());
        out.writeStringField("end", start.end().key());
        positive(out, "exec", start.times().exec());
        positive(out, "connect", start.times().connect());
        positive(out, "next", start.times().next());
        positive(out, "stop", start.times().stop());
        positive(out, "handler", start.times().handler());
        if (start.counters().isPresent()) {
            counters(out, start.counters().get());
        }
        if (!start.packages().isEmpty()) {
            out.writeArrayFieldStart("packages");
            for (PackageInit init : start.packages()) {
                out.writeStartArray();
                out.writeString(init.name());
                out.writeNumber(init.lowNanos());
                out.writeNumber(init.highNanos());
                out.writeNumber(init.bytes());
                out.writeNumber(init.allocs());
                out.writeNumber(init.collections());
                out.writeEndArray();
            }
            out.writeEndArray();
        }
        positive(out, "collections", start.collections());
        positive(out, "torn", start.torn());
        if (start.look().isPresent()) {
            look(out, start.look().get());
        }
        if (!start.detail().isEmpty()) {
            out.writeStringField("detail", start.detail());
        }
    }

    private static void positive(JsonGenerator out, String name, long value) throws IOException {
        if (value > 0) {
            out.writeNumberField(name, value);
        }
    }

    private static void counters(JsonGenerator out, Counters counters) throws IOException {
        out.writeObjectFieldStart("counters");
        out.writeNumberField("cpu", counters.cpuNanos());
        out.writeNumberField("wait", counters.waitNanos());
        out.writeNumberField("minorFaults", counters.minorFaults());
        out.writeNumberField("majorFaults", counters.majorFaults());
        out.writeNumberField("readBytes", counters.readBytes());
        out.writeNumberField("readCalls", counters.readCalls());
        out.writeNumberField("writtenBytes", counters.writtenBytes());
        out.writeNumberField("diskBytes", counters.diskBytes());
        out.writeNumberField("sockets", counters.sockets());
        out.writeEndObject();
    }

    private static void look(JsonGenerator out, Look look) throws IOException {
        out.writeObjectFieldStart("look");
        out.writeStringField("phase", look.phase().key());
        if (!look.subject().isEmpty()) {
            out.writeStringField("subject", look.subject());
        }
        if (!look.at().isEmpty()) {
            out.writeStringField("at", look.at());
        }
        if (!look.path().isEmpty()) {
            ResultsWriter.writeNames(out, "path", look.path());
        }
        out.writeEndObject();
    }

    static ResultsRecord.Explained explained(JsonNode node) {
        return new ResultsRecord.Explained(new ExplainedStart(
                RecordFields.text(node, "function"),
                RecordFields.arm(node),
                RecordFields.constant(Kind.class, node, "kind"),
                RecordFields.constant(End.class, node, "end"),
                new Times(
                        optional(node, "exec"),
                        optional(node, "connect"),
                        optional(node, "next"),
                        optional(node, "stop"),
                        optional(node, "handler")),
                node.has("counters") ? Optional.of(counters(node)) : Optional.empty(),
                packages(node),
                (int) optional(node, "collections", Integer.MAX_VALUE),
                (int) optional(node, "torn", Integer.MAX_VALUE),
                node.has("look") ? Optional.of(look(RecordFields.object(node, "look"))) : Optional.empty(),
                node.path("detail").asText("")));
    }

    private static long optional(JsonNode node, String name) {
        return optional(node, name, Long.MAX_VALUE);
    }

    private static long optional(JsonNode node, String name, long most) {
        return node.has(name) ? RecordFields.between(node, name, 1, most) : 0;
    }

    private static long zeroOrMore(JsonNode node, String name) {
        return RecordFields.between(node, name, 0, Long.MAX_VALUE);
    }

    private static Counters counters(JsonNode start) {
        JsonNode node = RecordFields.object(start, "counters");
        return new Counters(
                zeroOrMore(node, "cpu"),
                zeroOrMore(node, "wait"),
                zeroOrMore(node, "minorFaults"),
                zeroOrMore(node, "majorFaults"),
                zeroOrMore(node, "readBytes"),
                zeroOrMore(node, "readCalls"),
                zeroOrMore(node, "writtenBytes"),
                zeroOrMore(node, "diskBytes"),
                zeroOrMore(node, "sockets"));
    }

    private static List<PackageInit> packages(JsonNode node) {
        List<PackageInit> packages = new ArrayList<>();
        if (node.has("packages")) {
            for (JsonNode init : RecordFields.list(node, "packages")) {
                packages.add(init(init));
            }
        }
        return packages;
    }

    private static PackageInit init(JsonNode init) {
        if (init.size() != FIELDS_OF_INIT || !init.get(0).isTextual()) {
            throw new IllegalArgumentException(
                    "\"packages\": an entry is [name, low, high, bytes, allocs, collections]");
        }
        long[] numbers = new long[FIELDS_OF_INIT];
        for (int i = 1; i < FIELDS_OF_INIT; i++) {
            JsonNode number = init.get(i);
            boolean whole = number.isIntegralNumber() && number.canConvertToLong() && number.asLong() >= 0;
            if (!whole || i == COLLECTIONS && number.asLong() > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "\"packages\": must be a whole number, zero or more, and in range: " + number);
            }
            numbers[i] = number.asLong();
        }
        return new PackageInit(
                init.get(0).asText(), numbers[1], numbers[2], numbers[3], numbers[4], (int) numbers[COLLECTIONS]);
    }

    private static Look look(JsonNode node) {
        String key = RecordFields.text(node, "phase");
        Phase phase = Phase.UNKNOWN;
        boolean known = false;
        for (Phase each : Phase.values()) {
            if (each.key().equals(key)) {
                phase = each;
                known = true;
            }
        }
        if (!known) {
            throw new IllegalArgumentException("unknown phase \"" + key + "\"");
        }
        return new Look(
                phase,
                node.path("subject").asText(""),
                node.path("at").asText(""),
                node.has("path") ? texts(node, "path") : List.of());
    }

    private static List<String> texts(JsonNode node, String name) {
        List<String> texts = new ArrayList<>();
        RecordFields.list(node, name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static void write(JsonGenerator out, ImportFinding found) throws IOException {
        out.writeStringField("type", "import");
        out.writeStringField("function", found.function());
        out.writeStringField("package", found.packageName());
        ResultsWriter.writeNames(out, "chain", found.chain());
        out.writeStringField("importedAt", found.importedAt());
        out.writeBooleanField("new", found.isNew());
    }

    static ResultsRecord.ImportFound found(JsonNode node) {
        return new ResultsRecord.ImportFound(new ImportFinding(
                RecordFields.text(node, "function"),
                RecordFields.text(node, "package"),
                texts(node, "chain"),
                RecordFields.text(node, "importedAt"),
                node.path("new").asBoolean()));
    }

    static void write(JsonGenerator out, ArmBuild build) throws IOException {
        out.writeStringField("type", "built");
        out.writeStringField("function", build.function());
        if (build.arm() != Arm.CANDIDATE) {
            out.writeStringField("arm", build.arm().key());
        }
        out.writeStringField("language", build.language());
        out.writeStringField("mainPackage", build.mainPackage());
        out.writeStringField("mainModule", build.mainModule());
        out.writeStringField("tags", build.tags());
        out.writeBooleanField("stripped", build.stripped());
        out.writeBooleanField("packed", build.packed());
        out.writeNumberField("files", build.files());
        out.writeNumberField("unzippedBytes", build.unzippedBytes());
        if (!build.settings().isEmpty()) {
            ResultsWriter.writeTexts(out, "settings", new TreeMap<>(build.settings()));
        }
        ResultsWriter.writeTexts(out, "modules", new TreeMap<>(build.modules()));
        if (!build.sources().isEmpty()) {
            ResultsWriter.writeTexts(out, "sources", new TreeMap<>(build.sources()));
        }
    }

    static ResultsRecord.Built built(JsonNode node) {
        return new ResultsRecord.Built(new ArmBuild(
                RecordFields.text(node, "function"),
                RecordFields.arm(node),
                RecordFields.text(node, "language"),
                RecordFields.text(node, "mainPackage"),
                RecordFields.text(node, "mainModule"),
                settings(node),
                RecordFields.texts(node, "modules"),
                node.path("stripped").asBoolean(),
                node.path("packed").asBoolean(),
                (int) RecordFields.between(node, "files", 0, Integer.MAX_VALUE),
                zeroOrMore(node, "unzippedBytes"),
                node.has("sources") ? RecordFields.texts(node, "sources") : Map.of()));
    }

    /** Older gates recorded the tags only. */
    private static Map<String, String> settings(JsonNode node) {
        if (node.has("settings")) {
            return RecordFields.texts(node, "settings");
        }
        String tags = RecordFields.text(node, "tags");
        return tags.isEmpty() ? Map.of() : Map.of(ArmBuild.TAGS, tags);
    }
}
