package io.coldgate.report.document;

import static io.coldgate.report.document.Fields.MOST_ENTRIES;
import static io.coldgate.report.document.Fields.cut;
import static io.coldgate.report.document.Fields.each;
import static io.coldgate.report.document.Fields.list;
import static io.coldgate.report.document.Fields.text;
import static io.coldgate.report.document.Fields.texts;
import static io.coldgate.report.document.Fields.textsByName;
import static io.coldgate.report.document.Fields.verdict;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.unit.RunSeeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Reads an untrusted {@code report.json}: sizes are bounded, and the type of every field is checked. */
public final class ReportReader {
    /** The largest report that is read; a file of a thousand functions has a report of 4 MB. */
    public static final int LARGEST = 8 << 20;

    private ReportReader() {}

    /** Reads a file. */
    public static ReportDocument read(Path file) throws IOException, ReportFormatException {
        JsonNode node = parse(file);
        try {
            return report(node);
        } catch (IllegalArgumentException e) {
            throw new ReportFormatException(file, Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static JsonNode parse(Path file) throws IOException, ReportFormatException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReportFormatException(file, "no such file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new ReportFormatException(file, "larger than 8 MB: no report is");
        }
        try {
            return BoundedJson.parse(bytes);
        } catch (JsonEOFException e) {
            throw new ReportFormatException(
                    place(file, e.getLocation()),
                    "cut off in the middle: copy the whole file, or run coldgate check, or coldgate judge with"
                            + " --output, again");
        } catch (JsonProcessingException e) {
            throw new ReportFormatException(
                    place(file, e.getLocation()), "not JSON: " + Printable.escape(e.getOriginalMessage(), 200));
        } catch (IllegalArgumentException e) {
            throw new ReportFormatException(file, Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static String place(Path file, @Nullable JsonLocation at) {
        return at == null ? file.toString() : file + ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    /**
     * Returns the problems in the report of a run without a verdict.
     *
     * @param exitCode the exit code of the gate; the report of another run has a different one
     */
    public static List<Problem> problems(Path file, int exitCode) throws IOException {
        try {
            JsonNode node = parse(file);
            boolean mine = node.path("schemaVersion").asInt() == ReportDocument.SCHEMA_VERSION
                    && node.path("exitCode").asInt(-1) == exitCode;
            return mine && node.has("problems") ? problems(list(node, "problems")) : List.of();
        } catch (ReportFormatException | IllegalArgumentException e) {
            return List.of();
        }
    }

    /** Returns the exit code in the report of a run without a verdict; empty if the report has none. */
    public static OptionalInt ended(Path file) throws IOException {
        try {
            JsonNode node = parse(file);
            boolean tells = node.path("schemaVersion").asInt() == ReportDocument.SCHEMA_VERSION
                    && !node.has("verdict")
                    && node.path("exitCode").isInt();
            return tells ? OptionalInt.of(node.path("exitCode").asInt()) : OptionalInt.empty();
        } catch (ReportFormatException e) {
            return OptionalInt.empty();
        }
    }

    private static List<Problem> problems(JsonNode list) {
        List<Problem> problems = new ArrayList<>();
        for (JsonNode node : list) {
            problems.add(new Problem(
                    Optional.of(text(node, "place")).filter(place -> !place.isEmpty()),
                    text(node, "subject"),
                    text(node, "message"),
                    text(node, "remedy")));
        }
        return problems;
    }

    private static ReportDocument report(JsonNode node) {
        if (node.path("schemaVersion").asInt() != ReportDocument.SCHEMA_VERSION) {
            throw new IllegalArgumentException("no report of version " + ReportDocument.SCHEMA_VERSION
                    + ": show it with the version of Coldgate that wrote it");
        }
        if (!node.has("verdict") && node.has("problems")) {
            String first = problems(list(node, "problems")).stream()
                    .findFirst()
                    .map(problem -> ": " + problem.message())
                    .orElse("");
            throw new IllegalArgumentException("the run decided nothing, and ended with exit code "
                    + node.path("exitCode").asInt() + first);
        }
        return new ReportDocument(
                run(node),
                verdict(node),
                text(node, "finding"),
                node.path("exitCode").asInt(4),
                node.path("build").isObject() ? Optional.of(part(node.path("build"))) : Optional.empty(),
                texts(node.path("notMeasured")),
                node.has("problems") ? problems(list(node, "problems")) : List.of(),
                node.path("coldStarts").asLong(),
                each(list(node, "checks"), CheckJson::read),
                each(list(node, "functions"), FunctionJson::read),
                node.has("results") ? each(list(node, "results"), ReportReader::tool) : List.of(),
                node.has("explanations") ? each(list(node, "explanations"), ExplanationJson::entry) : List.of(),
                node.has("shared") ? each(list(node, "shared"), SharedEntry::read) : List.of());
    }

    private static ReportDocument.Run run(JsonNode node) {
        JsonNode thresholds = node.path("thresholds");
        return new ReportDocument.Run(
                text(node, "coldgate"),
                text(node, "ending"),
                node.path("startedAt").asLong(),
                text(node, "platform"),
                new RunSeeds(node.path("seed").asLong(), numbersByName(node.path("otherSeeds"))),
                text(thresholds, "file"),
                text(thresholds, "sha256"),
                node.has("commit") ? Optional.of(text(node, "commit")) : Optional.empty(),
                textsByName(node.path("fingerprint")));
    }

    private static Map<String, Long> numbersByName(JsonNode node) {
        Map<String, Long> numbers = new HashMap<>();
        node.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(each -> numbers.put(cut(each.getKey()), each.getValue().asLong()));
        return numbers;
    }

    private static ReportDocument.Part part(JsonNode node) {
        return new ReportDocument.Part(
                node.path("functions").asInt(),
                node.path("shard").asInt(),
                node.path("shards").asInt(),
                Optional.of(text(node, "changedSince")).filter(ref -> !ref.isEmpty()),
                text(node, "text"));
    }

    private static ToolEntry tool(JsonNode node) {
        return new ToolEntry(
                text(node, "tool"),
                text(node, "path"),
                textsByName(node.path("facts")),
                texts(node.path("notes")),
                Optional.of(text(node, "problem")).filter(problem -> !problem.isEmpty()),
                node.path("series").asInt(),
                node.path("samples").asLong());
    }
}
