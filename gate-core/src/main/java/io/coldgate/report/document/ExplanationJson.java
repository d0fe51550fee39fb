package io.coldgate.report.document;

import static io.coldgate.report.document.Fields.amount;
import static io.coldgate.report.document.Fields.finite;
import static io.coldgate.report.document.Fields.texts;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.report.document.ExplanationEntry.Advice;
import io.coldgate.report.document.ExplanationEntry.PackageInit;
import io.coldgate.report.document.ExplanationEntry.Phase;
import io.coldgate.report.document.ExplanationEntry.Slower;
import io.coldgate.report.document.ExplanationEntry.Time;
import io.coldgate.report.document.ExplanationEntry.Version;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Explanations in {@code report.json}, and as a document of their own, as {@code coldgate explain --json} prints them.
 */
public final class ExplanationJson {
    private static final String FIELD = "explanations";

    private ExplanationJson() {}

    /** Returns a document that contains only explanations. */
    public static String text(String coldgateVersion, List<ExplanationEntry> explanations) {
        return PrettyJson.object(out -> {
            out.writeNumberField("schemaVersion", ReportDocument.SCHEMA_VERSION);
            out.writeStringField("coldgate", coldgateVersion);
            write(out, explanations);
        });
    }

    static void write(JsonGenerator out, List<ExplanationEntry> explanations) throws IOException {
        out.writeArrayFieldStart(FIELD);
        for (ExplanationEntry entry : explanations) {
            out.writeStartObject();
            out.writeStringField("function", entry.function());
            out.writeStringField("arm", entry.arm());
            whole(out, "initNs", entry.initNanos());
            share(out, "namedShare", entry.namedShare());
            out.writeArrayFieldStart("phases");
            for (Phase phase : entry.phases()) {
                out.writeStartObject();
                out.writeStringField("phase", phase.name());
                time(out, phase.time());
                share(out, "share", phase.share());
                if (phase.deltaNanos().isPresent()) {
                    whole(out, "deltaNs", phase.deltaNanos().getAsDouble());
                }
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeArrayFieldStart("packages");
            for (PackageInit init : entry.packages()) {
                packageInit(out, init);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("slower");
            for (Slower slower : entry.slower()) {
                slower(out, slower);
            }
            out.writeEndArray();
            out.writeArrayFieldStart("advice");
            for (Advice advice : entry.advice()) {
                out.writeStartObject();
                out.writeStringField("rule", advice.rule());
                out.writeStringField("evidence", advice.evidence());
                out.writeStringField("action", advice.action());
                out.writeStringField("at", advice.at());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeObjectFieldStart("starts");
            for (Map.Entry<String, Integer> kind : entry.starts().entrySet()) {
                out.writeNumberField(kind.getKey(), kind.getValue());
            }
            out.writeEndObject();
            strings(out, "notes", entry.notes());
            strings(out, "summary", entry.summary());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void whole(JsonGenerator out, String name, double value) throws IOException {
        out.writeNumberField(name, Math.round(value));
    }

    /** Writes a share with three decimals: a thousandth of a start is less than any interval here. */
    private static void share(JsonGenerator out, String name, double value) throws IOException {
        out.writeNumberField(name, Math.rint(value * 1e4) / 1e4);
    }

    private static void time(JsonGenerator out, Time time) throws IOException {
        whole(out, "ns", time.nanos());
        whole(out, "low", time.low());
        whole(out, "high", time.high());
    }

    private static void packageInit(JsonGenerator out, PackageInit init) throws IOException {
        out.writeStartObject();
        out.writeStringField("package", init.name());
        time(out, init.time());
        if (init.allocs().isPresent()) {
            out.writeNumberField("allocs", init.allocs().getAsLong());
        }
        if (init.bytes().isPresent()) {
            out.writeNumberField("bytes", init.bytes().getAsLong());
        }
        out.writeStringField("at", init.at());
        out.writeEndObject();
    }

    private static void slower(JsonGenerator out, Slower slower) throws IOException {
        out.writeStartObject();
        out.writeStringField("package", slower.packageName());
        out.writeStringField("kind", slower.kind());
        whole(out, "deltaNs", slower.deltaNanos());
        out.writeNumberField("deltaAllocs", slower.deltaAllocs());
        out.writeNumberField("deltaBytes", slower.deltaBytes());
        out.writeBooleanField("new", slower.isNew());
        strings(out, "chain", slower.chain());
        out.writeStringField("importedAt", slower.importedAt());
        if (slower.version().isPresent()) {
            out.writeObjectFieldStart("version");
            out.writeStringField("from", slower.version().get().from());
            out.writeStringField("to", slower.version().get().to());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private static void strings(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    /** Reads an arm; the sizes of all its lists and texts are bounded. */
    static ExplanationEntry entry(JsonNode node) {
        Map<String, Integer> starts = new LinkedHashMap<>();
        node.path("starts")
                .properties()
                .forEach(kind -> starts.put(kind.getKey(), kind.getValue().asInt()));
        return new ExplanationEntry(
                text(node, "function"),
                text(node, "arm"),
                amount(node, "initNs"),
                node.path("namedShare").asDouble(),
                entries(
                        node,
                        "phases",
                        phase -> new Phase(
                                text(phase, "phase"),
                                time(phase),
                                phase.path("share").asDouble(),
                                delta(phase))),
                entries(
                        node,
                        "packages",
                        init -> new PackageInit(
                                text(init, "package"),
                                time(init),
                                count(init, "allocs"),
                                count(init, "bytes"),
                                text(init, "at"))),
                entries(node, "slower", ExplanationJson::slower),
                entries(
                        node,
                        "advice",
                        each -> new Advice(
                                text(each, "rule"), text(each, "evidence"), text(each, "action"), text(each, "at"))),
                starts,
                texts(node.path("notes")),
                texts(node.path("summary")));
    }

    private static Slower slower(JsonNode node) {
        JsonNode version = node.path("version");
        return new Slower(
                text(node, "package"),
                text(node, "kind"),
                finite(node, "deltaNs"),
                node.path("deltaAllocs").asLong(),
                node.path("deltaBytes").asLong(),
                node.path("new").asBoolean(),
                texts(node.path("chain")),
                text(node, "importedAt"),
                version.isObject()
                        ? Optional.of(new Version(text(version, "from"), text(version, "to")))
                        : Optional.empty());
    }

    private static <T> List<T> entries(JsonNode node, String name, Function<JsonNode, T> entry) {
        return node.has(name) ? Fields.each(Fields.list(node, name), entry) : List.of();
    }

    private static String text(JsonNode node, String name) {
        return Fields.text(node, name);
    }

    private static Time time(JsonNode node) {
        return new Time(amount(node, "ns"), amount(node, "low"), amount(node, "high"));
    }

    private static OptionalDouble delta(JsonNode phase) {
        return phase.has("deltaNs") ? OptionalDouble.of(finite(phase, "deltaNs")) : OptionalDouble.empty();
    }

    private static OptionalLong count(JsonNode node, String name) {
        return node.has(name) ? OptionalLong.of(node.path(name).asLong()) : OptionalLong.empty();
    }
}
