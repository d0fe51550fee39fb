package io.coldgate.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** One line of a results file, from JSON. Every complaint is an {@link IllegalArgumentException} with one line. */
final class ResultsDecoder {
    private ResultsDecoder() {}

    static ResultsRecord decode(JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        String type = RecordFields.text(node, "type");
        return switch (type) {
            case "run" -> new ResultsRecord.Run(header(node));
            case "artifact" ->
                new ResultsRecord.Artifact(RecordFields.text(node, "function"), ArtifactCodec.facts(node));
            case "deployed" ->
                new ResultsRecord.Deployed(
                        RecordFields.text(node, "function"),
                        RecordFields.arm(node),
                        RecordFields.text(node, "name"),
                        RecordFields.text(node, "codeSha256"));
            case "identical" ->
                new ResultsRecord.Identical(RecordFields.text(node, "function"), RecordFields.text(node, "codeSha256"));
            case "discarded" -> new ResultsRecord.Discarded(StartCodec.start(node), launch(node));
            case "sample" -> new ResultsRecord.Sampled(StartCodec.start(node), launch(node));
            case "rejected" ->
                new ResultsRecord.Rejected(
                        RecordFields.text(node, "function"),
                        RecordFields.whole(node, "at"),
                        RecordFields.constant(Rejection.class, node, "reason"),
                        RecordFields.text(node, "detail"),
                        launch(node));
            case "series_ended" ->
                new ResultsRecord.SeriesEnded(
                        RecordFields.text(node, "function"),
                        RecordFields.whole(node, "at"),
                        RecordFields.constant(Ending.class, node, "ending"),
                        RecordFields.text(node, "detail"));
            case "imported" -> ToolResultsCodec.imported(node);
            case "imported_series" -> ToolResultsCodec.series(node);
            case "imported_values" -> ToolResultsCodec.values(node);
            case "explained" -> ExplainedCodec.explained(node);
            case "built" -> ExplainedCodec.built(node);
            case "tried" ->
                new ResultsRecord.TriedWith(RecordFields.text(node, "function"), RecordFields.text(node, "variables"));
            case "import" -> ExplainedCodec.found(node);
            case "end" ->
                new ResultsRecord.End(
                        RecordFields.whole(node, "at"),
                        RecordFields.constant(Ending.class, node, "ending"),
                        RecordFields.text(node, "detail"));
            default -> throw new IllegalArgumentException("unknown record type \"" + type + "\"");
        };
    }

    private static int launch(JsonNode node) {
        return node.has("launch") ? (int) RecordFields.between(node, "launch", 1, Integer.MAX_VALUE) : 0;
    }

    private static RunHeader header(JsonNode node) {
        long version = RecordFields.whole(node, "schemaVersion");
        if (version != ResultsWriter.SCHEMA_VERSION) {
            throw new IllegalArgumentException("schemaVersion " + version + "; this gate reads version "
                    + ResultsWriter.SCHEMA_VERSION + ": judge the file with the gate that wrote it");
        }
        JsonNode thresholds = RecordFields.object(node, "thresholds");
        Map<String, String> facts = RecordFields.texts(node, "fingerprint");
        return RunHeader.builder()
                .coldgateVersion(RecordFields.text(node, "coldgate"))
                .startedAtMillis(RecordFields.whole(node, "at"))
                .platform(RecordFields.text(node, "platform"))
                .seed(RecordFields.whole(node, "seed"))
                .thresholdsFile(RecordFields.text(thresholds, "file"))
                .thresholdsSha256(RecordFields.text(thresholds, "sha256"))
                .commit(node.has("commit") ? Optional.of(RecordFields.text(node, "commit")) : Optional.empty())
                .functions(names(node, "functions"))
                .maxSamples(
                        node.has("maxSamples")
                                ? OptionalInt.of((int) RecordFields.between(node, "maxSamples", 1, Integer.MAX_VALUE))
                                : OptionalInt.empty())
                .fingerprint(new Fingerprint(facts))
                .part(node.has("build") ? Optional.of(part(RecordFields.object(node, "build"))) : Optional.empty())
                .tools(node.has("tools") ? Optional.of(ToolResultsCodec.held(node)) : Optional.empty())
                .options(node.has("options") ? names(node, "options") : List.of())
                .stale(node.has("stale") ? RecordFields.texts(node, "stale") : Map.of())
                .kind(kind(node, facts.keySet()))
                .build();
    }

    /** Returns the kind of the run. Files of older gates have it among the facts of the host. */
    private static RunKind kind(JsonNode node, Set<String> facts) {
        if (node.has("kind")) {
            String key = RecordFields.text(node, "kind");
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
                (int) RecordFields.between(node, "shard", 1, Integer.MAX_VALUE),
                (int) RecordFields.between(node, "shards", 1, Integer.MAX_VALUE),
                node.has("changedSince") ? Optional.of(RecordFields.text(node, "changedSince")) : Optional.empty(),
                node.has("unchanged") ? names(node, "unchanged") : List.of());
    }

    private static List<String> names(JsonNode node, String field) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : RecordFields.list(node, field)) {
            if (!name.isTextual()) {
                throw new IllegalArgumentException("\"" + field + "\" holds something that is not a text");
            }
            names.add(name.asText());
        }
        return names;
    }
}
