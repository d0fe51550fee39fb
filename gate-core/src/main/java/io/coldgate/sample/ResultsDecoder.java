package io.coldgate.sample;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One line of a results file, from JSON. Every complaint is an {@link IllegalArgumentException} with one line. */
final class ResultsDecoder {
    /** The longest word that a report says of a runtime that ended. */
    private static final int LONGEST_WORD = 100;

    private ResultsDecoder() {}

    static ResultsRecord decode(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        String type = text(node, "type");
        return switch (type) {
            case "run" -> new ResultsRecord.Run(header(node));
            case "artifact" -> new ResultsRecord.Artifact(text(node, "function"), ArtifactCodec.facts(node));
            case "deployed" ->
                new ResultsRecord.Deployed(
                        text(node, "function"), arm(node), text(node, "name"), text(node, "codeSha256"));
            case "identical" -> new ResultsRecord.Identical(text(node, "function"), text(node, "codeSha256"));
            case "discarded" -> new ResultsRecord.Discarded(start(node), launch(node));
            case "sample" -> new ResultsRecord.Sampled(start(node), launch(node));
            case "rejected" ->
                new ResultsRecord.Rejected(
                        text(node, "function"),
                        whole(node, "at"),
                        constant(Rejection.class, node, "reason"),
                        text(node, "detail"),
                        launch(node));
            case "series_ended" ->
                new ResultsRecord.SeriesEnded(
                        text(node, "function"),
                        whole(node, "at"),
                        constant(Ending.class, node, "ending"),
                        text(node, "detail"));
            case "imported" -> ToolResultsCodec.imported(node);
            case "imported_series" -> ToolResultsCodec.series(node);
            case "imported_values" -> ToolResultsCodec.values(node);
            case "explained" -> ExplainedCodec.explained(node);
            case "built" -> ExplainedCodec.built(node);
            case "tried" -> new ResultsRecord.TriedWith(text(node, "function"), text(node, "variables"));
            case "import" -> ExplainedCodec.found(node);
            case "end" ->
                new ResultsRecord.End(whole(node, "at"), constant(Ending.class, node, "ending"), text(node, "detail"));
            default -> throw new IllegalArgumentException("unknown record type \"" + type + "\"");
        };
    }

    private static int launch(JsonNode node) {
        return node.has("launch") ? (int) between(node, "launch", 1, Integer.MAX_VALUE) : 0;
    }

    private static RunHeader header(JsonNode node) {
        long version = whole(node, "schemaVersion");
        if (version != ResultsWriter.SCHEMA_VERSION) {
            throw new IllegalArgumentException("schemaVersion " + version + "; this gate reads version "
                    + ResultsWriter.SCHEMA_VERSION + ": judge the file with the gate that wrote it");
        }
        JsonNode thresholds = object(node, "thresholds");
        Map<String, String> facts = new LinkedHashMap<>();
        object(node, "fingerprint")
                .properties()
                .forEach(e -> facts.put(e.getKey(), e.getValue().asText()));
        return RunHeader.builder()
                .coldgateVersion(text(node, "coldgate"))
                .startedAtMillis(whole(node, "at"))
                .platform(text(node, "platform"))
                .seed(whole(node, "seed"))
                .thresholdsFile(text(thresholds, "file"))
                .thresholdsSha256(text(thresholds, "sha256"))
                .functions(names(node, "functions"))
                .maxSamples(
                        node.has("maxSamples")
                                ? OptionalInt.of((int) between(node, "maxSamples", 1, Integer.MAX_VALUE))
                                : OptionalInt.empty())
                .fingerprint(new Fingerprint(facts))
                .part(node.has("build") ? Optional.of(part(object(node, "build"))) : Optional.empty())
                .tools(node.has("tools") ? Optional.of(ToolResultsCodec.held(node)) : Optional.empty())
                .options(node.has("options") ? names(node, "options") : List.of())
                .kind(kind(node, facts.keySet()))
                .build();
    }

    /** Files of older gates have a fact of the kind's name among those of the host. */
    private static RunKind kind(JsonNode node, Set<String> facts) {
        if (node.has("kind")) {
            String key = text(node, "kind");
            return RunKind.ofKey(key)
                    .orElseThrow(() -> new IllegalArgumentException("unknown kind of run \"" + key + "\""));
        }
        return Stream.of(RunKind.SWEEP, RunKind.CALIBRATION)
                .filter(kind -> facts.contains(kind.key()))
                .findFirst()
                .orElse(RunKind.CHECK);
    }

    private static BuildPart part(JsonNode node) {
        return new BuildPart(
                names(node, "functions"),
                (int) between(node, "shard", 1, Integer.MAX_VALUE),
                (int) between(node, "shards", 1, Integer.MAX_VALUE),
                node.has("changedSince") ? Optional.of(text(node, "changedSince")) : Optional.empty(),
                node.has("unchanged") ? names(node, "unchanged") : List.of());
    }

    private static List<String> names(JsonNode node, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : list(node, field)) {
            if (!name.isTextual()) {
                throw new IllegalArgumentException("\"" + field + "\" holds something that is not a text");
            }
            names.add(name.asText());
        }
        return names;
    }

    private static Start start(JsonNode node) {
        Map<Metric, Double> values = byMetric(object(node, "values"));
        Map<String, Double> phases = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> phase : node.path("phases").properties()) {
            phases.put(phase.getKey(), amount(phase.getKey(), phase.getValue()));
        }
        return Start.builder()
                .function(text(node, "function"))
                .arm(arm(node))
                .round(node.has("round") ? Math.toIntExact(whole(node, "round")) : 0)
                .number((int) between(node, "n", 1, Integer.MAX_VALUE))
                .atMillis(whole(node, "at"))
                .values(values)
                .waitNanos(
                        node.has("wait") ? OptionalDouble.of(amount("wait", node.get("wait"))) : OptionalDouble.empty())
                .phases(phases)
                .proof(text(node, "proof"))
                .environment(text(node, "environment"))
                .failure(failure(node, values))
                .proactive(node.path("proactive").asBoolean(false))
                .undisturbed(node.has("undisturbed") ? byMetric(object(node, "undisturbed")) : Map.of())
                .missed(node.has("missed") ? missed(object(node, "missed")) : Map.of())
                .payload(payload(node))
                .endedAfter(node.has("endedAfter") ? Printable.escape(text(node, "endedAfter"), LONGEST_WORD) : "")
                .build();
    }

    private static Metric metric(String key) {
        return Metric.ofKey(key).orElseThrow(() -> new IllegalArgumentException("unknown metric \"" + key + "\""));
    }

    private static Optional<DrawnPayload> payload(JsonNode node) {
        if (!node.has("payload")) {
            return Optional.empty();
        }
        double share = amount("share", node.path("share"));
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("\"share\" is " + share + ", not above 0 and at most 1");
        }
        return Optional.of(new DrawnPayload(Printable.escape(text(node, "payload"), LONGEST_WORD), share));
    }

    private static Map<Metric, String> missed(JsonNode node) {
        Map<Metric, String> reasons = new TreeMap<>();
        node.properties().forEach(reason -> reasons.put(metric(reason.getKey()), text(node, reason.getKey())));
        return reasons;
    }

    private static Map<Metric, Double> byMetric(JsonNode node) {
        Map<Metric, Double> values = new TreeMap<>();
        for (Map.Entry<String, JsonNode> value : node.properties()) {
            values.put(metric(value.getKey()), amount(value.getKey(), value.getValue()));
        }
        return values;
    }

    static Arm arm(JsonNode node) {
        return node.has("arm") ? constant(Arm.class, node, "arm") : Arm.CANDIDATE;
    }

    private static Optional<Failure> failure(JsonNode node, Map<Metric, Double> values) {
        if (!node.has("failure")) {
            if (values.isEmpty()) {
                throw new IllegalArgumentException("a sample without values and without a failure");
            }
            return Optional.empty();
        }
        JsonNode failure = object(node, "failure");
        List<String> output = new ArrayList<>();
        for (JsonNode line : failure.path("output")) {
            output.add(line.asText());
        }
        return Optional.of(new Failure(
                text(failure, "type"),
                text(failure, "message"),
                failure.path("cause").asText(""),
                output,
                byMetric(failure.path("init"))));
    }

    static double amount(String name, JsonNode node) {
        double value = node.isNumber() ? node.asDouble() : Double.NaN;
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is not a number of zero or more: " + node);
        }
        return value;
    }

    static JsonNode object(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isObject()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not an object");
        }
        return child;
    }

    static String text(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a text");
        }
        return child.asText();
    }

    private static long whole(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isIntegralNumber() || !child.canConvertToLong()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a whole number");
        }
        return child.asLong();
    }

    static long between(JsonNode node, String name, long least, long most) {
        long value = whole(node, name);
        if (value < least || value > most) {
            throw new IllegalArgumentException("\"" + name + "\" is out of range: " + value);
        }
        return value;
    }

    static JsonNode list(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isArray()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a list");
        }
        return child;
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unknown " + name + " \"" + text + "\"", e);
        }
    }
}
