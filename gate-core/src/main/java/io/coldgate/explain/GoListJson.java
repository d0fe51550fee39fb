package io.coldgate.explain;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.coldgate.artifact.GoBuild;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the output of {@code go list -json}; the fields are those of {@code go help list}. */
final class GoListJson {
    /** The size limit: Kubernetes' largest programs have some 2,500 packages, with a few MB of these fields. */
    private static final int MOST_CHARACTERS = 64 << 20;

    private static final int MOST_PACKAGES = 50_000;

    /** The depth limit: {@code Module.Replace.Error} has three levels. */
    private static final int MAX_DEPTH = 20;

    private static final int LONGEST_PATH = 1_000;
    private static final int LONGEST_REASON = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxDocumentLength(MOST_CHARACTERS)
                    .build())
            .build());

    private GoListJson() {}

    static ImportGraph parse(String text) throws GoListException {
        if (text.length() > MOST_CHARACTERS) {
            throw new GoListException("go list printed over " + (MOST_CHARACTERS >> 20) + " MB");
        }
        Map<String, GoPackage> packages = new LinkedHashMap<>();
        ObjectReader reader = MAPPER.reader();
        try (JsonParser parser = MAPPER.getFactory().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new GoListException("go list printed something that is not a package at line "
                            + parser.currentTokenLocation().getLineNr());
                }
                GoPackage read = read(reader.readTree(parser));
                packages.putIfAbsent(read.importPath(), read);
                if (packages.size() > MOST_PACKAGES) {
                    throw new GoListException("go list printed over " + MOST_PACKAGES + " packages");
                }
            }
        } catch (JsonProcessingException e) {
            String line =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new GoListException("go list printed no whole JSON" + line + ": "
                    + Printable.escape(String.valueOf(e.getOriginalMessage()), LONGEST_REASON));
        } catch (IOException e) {
            throw new GoListException(
                    "go list's output cannot be read: " + Printable.escape(String.valueOf(e.getMessage()), 200));
        }
        if (packages.isEmpty()) {
            throw new GoListException("go list printed no package");
        }
        return new ImportGraph(packages);
    }

    private static GoPackage read(JsonNode node) throws GoListException {
        String importPath = path(node.path("ImportPath").asText());
        if (importPath.isEmpty()) {
            throw new GoListException("go list printed a package without ImportPath");
        }
        Map<String, String> importMap = new HashMap<>();
        node.path("ImportMap")
                .properties()
                .forEach(entry -> importMap.put(
                        path(entry.getKey()), path(entry.getValue().asText())));
        List<String> imports = new ArrayList<>();
        for (JsonNode child : node.path("Imports")) {
            String written = path(child.asText());
            if (!written.equals("C")) {
                imports.add(importMap.getOrDefault(written, written));
            }
        }
        List<String> files = new ArrayList<>();
        for (String field : List.of("GoFiles", "CgoFiles")) {
            node.path(field).forEach(file -> files.add(file.asText()));
        }
        return new GoPackage(
                importPath,
                Printable.escape(node.path("Name").asText(), LONGEST_PATH),
                imports.stream().distinct().toList(),
                importMap,
                node.path("Standard").asBoolean(),
                module(node.path("Module")),
                node.path("Dir").asText(),
                files);
    }

    private static Optional<GoModule> module(JsonNode node) {
        if (!node.hasNonNull("Path")) {
            return Optional.empty();
        }
        String path = path(node.path("Path").asText());
        Optional<String> version = text(node, "Version");
        JsonNode replacement = node.path("Replace");
        if (version.isPresent() && replacement.hasNonNull("Path")) {
            version = Optional.of(GoBuild.replaced(
                    path,
                    version.get(),
                    path(replacement.path("Path").asText()),
                    text(replacement, "Version").orElse("")));
        }
        return Optional.of(new GoModule(path, version));
    }

    private static Optional<String> text(JsonNode node, String field) {
        String text = path(node.path(field).asText());
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /**
     * Returns the path, safe to print and without the program for which a variant is optimised:
     * {@code net/http [example.com/app]}.
     */
    private static String path(String text) {
        int variant = text.indexOf(" [");
        return Printable.escape(variant < 0 ? text : text.substring(0, variant), LONGEST_PATH);
    }
}
