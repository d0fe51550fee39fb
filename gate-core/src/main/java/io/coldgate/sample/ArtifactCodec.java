package io.coldgate.sample;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.artifact.ArtifactFacts;
import io.coldgate.artifact.ExecutableFacts;
import io.coldgate.artifact.GoBuild;
import io.coldgate.artifact.ImageFacts;
import io.coldgate.artifact.LayerFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The contents of a package, in the record {@code artifact} of a results file. */
final class ArtifactCodec {
    /**
     * The number of characters for modules in one record: some 1,500 modules. A reader refuses records over 1 MB, and a
     * package can hold a thousand programs.
     */
    private static final int MOST_CHARACTERS = 100_000;

    private ArtifactCodec() {}

    static void write(JsonGenerator out, ArtifactFacts facts) throws IOException {
        out.writeNumberField("zipBytes", facts.zipBytes());
        out.writeNumberField("unzippedBytes", facts.unzippedBytes());
        out.writeNumberField("files", facts.files());
        out.writeArrayFieldStart("executables");
        int left = MOST_CHARACTERS;
        for (ExecutableFacts executable : facts.executables()) {
            out.writeStartObject();
            out.writeStringField("name", executable.name());
            out.writeNumberField("bytes", executable.bytes());
            out.writeStringField("format", executable.format().name().toLowerCase(Locale.ROOT));
            if (executable.architecture().isPresent()) {
                out.writeStringField("architecture", executable.architecture().get());
            }
            out.writeBooleanField("stripped", executable.stripped());
            out.writeBooleanField("static", executable.staticallyLinked());
            int size = executable.go().map(ArtifactCodec::characters).orElse(0);
            if (executable.go().isPresent() && size <= left) {
                left -= size;
                write(out, executable.go().get());
            }
            out.writeEndObject();
        }
        out.writeEndArray();
        if (!facts.layers().isEmpty()) {
            write(out, facts.layers());
        }
        if (facts.image().isPresent()) {
            write(out, facts.image().get());
        }
    }

    private static void write(JsonGenerator out, List<LayerFacts> layers) throws IOException {
        out.writeArrayFieldStart("layers");
        for (LayerFacts layer : layers) {
            out.writeStartObject();
            out.writeStringField("name", layer.name());
            out.writeNumberField("zipBytes", layer.zipBytes());
            out.writeNumberField("unzippedBytes", layer.unzippedBytes());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void write(JsonGenerator out, ImageFacts image) throws IOException {
        out.writeObjectFieldStart("image");
        out.writeNumberField("compressedBytes", image.compressedBytes());
        out.writeNumberField("unpackedBytes", image.unpackedBytes());
        out.writeNumberField("layers", image.layers());
        out.writeArrayFieldStart("entryPoint");
        for (String word : image.entryPoint()) {
            out.writeString(word);
        }
        out.writeEndArray();
        out.writeStringField("architecture", image.architecture());
        out.writeEndObject();
    }

    private static int characters(GoBuild go) {
        int modules = go.modules().entrySet().stream()
                .mapToInt(entry -> entry.getKey().length() + entry.getValue().length())
                .sum();
        return modules
                + go.version().length()
                + go.mainPackage().orElse("").length()
                + go.module().orElse("").length();
    }

    /** Writes all modules or none: an omitted module would look like one that was added later. */
    private static void write(JsonGenerator out, GoBuild go) throws IOException {
        out.writeObjectFieldStart("go");
        out.writeStringField("version", go.version());
        if (go.mainPackage().isPresent()) {
            out.writeStringField("main", go.mainPackage().get());
        }
        if (go.module().isPresent()) {
            out.writeStringField("module", go.module().get());
        }
        ResultsWriter.writeTexts(out, "modules", new TreeMap<>(go.modules()));
        out.writeEndObject();
    }

    static ArtifactFacts facts(JsonNode node) {
        List<ExecutableFacts> executables = new ArrayList<>();
        for (JsonNode executable : RecordFields.list(node, "executables")) {
            executables.add(executable(executable));
        }
        List<LayerFacts> layers = new ArrayList<>();
        if (node.has("layers")) {
            RecordFields.list(node, "layers")
                    .forEach(layer -> layers.add(new LayerFacts(
                            RecordFields.text(layer, "name"), size(layer, "zipBytes"), size(layer, "unzippedBytes"))));
        }
        return new ArtifactFacts(
                size(node, "zipBytes"),
                size(node, "unzippedBytes"),
                (int) RecordFields.between(node, "files", 0, Integer.MAX_VALUE),
                executables,
                layers,
                node.has("image") ? Optional.of(image(RecordFields.object(node, "image"))) : Optional.empty());
    }

    private static ImageFacts image(JsonNode node) {
        List<String> words = new ArrayList<>();
        RecordFields.list(node, "entryPoint").forEach(word -> words.add(word.asText()));
        return new ImageFacts(
                size(node, "compressedBytes"),
                size(node, "unpackedBytes"),
                (int) RecordFields.between(node, "layers", 0, Integer.MAX_VALUE),
                words,
                RecordFields.text(node, "architecture"));
    }

    /**
     * Returns the facts that checks and explanations need; the interpreter, libraries and build settings are only in
     * the package.
     */
    private static ExecutableFacts executable(JsonNode node) {
        return new ExecutableFacts(
                RecordFields.text(node, "name"),
                size(node, "bytes"),
                RecordFields.constant(ExecutableFacts.Format.class, node, "format"),
                optional(node, "architecture"),
                node.path("stripped").asBoolean(),
                node.path("static").asBoolean(),
                Optional.empty(),
                List.of(),
                false,
                node.has("go") ? Optional.of(go(RecordFields.object(node, "go"))) : Optional.empty(),
                Optional.empty());
    }

    private static GoBuild go(JsonNode node) {
        Map<String, String> modules = new HashMap<>();
        JsonNode written = RecordFields.object(node, "modules");
        for (Map.Entry<String, JsonNode> module : written.properties()) {
            modules.put(module.getKey(), RecordFields.text(written, module.getKey()));
        }
        return new GoBuild(
                RecordFields.text(node, "version"),
                optional(node, "main"),
                optional(node, "module"),
                Map.of(),
                modules);
    }

    private static Optional<String> optional(JsonNode node, String name) {
        return node.has(name) ? Optional.of(RecordFields.text(node, name)) : Optional.empty();
    }

    private static long size(JsonNode node, String name) {
        return RecordFields.between(node, name, 0, Long.MAX_VALUE);
    }
}
