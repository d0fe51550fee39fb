package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import io.coldgate.verdict.AcceptanceState;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a {@code report.json} that anybody may have written: bounded, and every field checked for its kind. */
public final class ReportReader {
    /** A file of a thousand functions has a report of 4 MB. */
    public static final int LARGEST = 8 << 20;

    private static final int MOST_ENTRIES = 20_000;
    private static final int LONGEST_TEXT = 4000;

    /** Counts of a function's entry that have a meaning of their own; the others are kinds of starts. */
    private static final Set<String> OWN_COUNTS = Set.of("samples", "rounds", "baselineSamples", "endedAfterAnswer");

    private ReportReader() {}

    /** The file's content. */
    public static ReportDocument read(Path file) throws IOException, ReportFormatException {
        JsonNode node = parse(file);
        try {
            return report(node);
        } catch (IllegalArgumentException e) {
            throw new ReportFormatException(file + ": " + Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    private static JsonNode parse(Path file) throws IOException, ReportFormatException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new ReportFormatException(file + ": no such file");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        }
        if (bytes.length > LARGEST) {
            throw new ReportFormatException(file + ": larger than 8 MB: no report is");
        }
        try {
            return BoundedJson.parse(bytes);
        } catch (JsonProcessingException e) {
            throw new ReportFormatException(file + ": not JSON: " + Printable.escape(e.getOriginalMessage(), 200));
        } catch (IllegalArgumentException e) {
            throw new ReportFormatException(file + ": " + Printable.escape(String.valueOf(e.getMessage()), 300));
        }
    }

    /**
     * Returns what the report of a run that decided nothing says went wrong.
     *
     * @param exitCode what the gate ended with; a report of another run has another one
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
                each(list(node, "checks"), ReportReader::check),
                each(list(node, "functions"), ReportReader::function),
                node.has("results") ? each(list(node, "results"), ReportReader::tool) : List.of(),
                node.has("explanations") ? each(list(node, "explanations"), ExplanationJson::entry) : List.of());
    }

    private static ReportDocument.Run run(JsonNode node) {
        JsonNode thresholds = node.path("thresholds");
        return new ReportDocument.Run(
                text(node, "coldgate"),
                text(node, "ending"),
                node.path("startedAt").asLong(),
                text(node, "platform"),
                node.path("seed").asLong(),
                text(thresholds, "file"),
                text(thresholds, "sha256"),
                textsByName(node.path("fingerprint")));
    }

    private static ReportDocument.Part part(JsonNode node) {
        return new ReportDocument.Part(
                node.path("functions").asInt(),
                node.path("shard").asInt(),
                node.path("shards").asInt(),
                Optional.of(text(node, "changedSince")).filter(ref -> !ref.isEmpty()),
                text(node, "text"));
    }

    private static CheckEntry check(JsonNode node) {
        JsonNode shown = node.path("shown");
        return new CheckEntry(
                text(node, "function"),
                text(node, "metric"),
                text(node, node.has("quantile") ? "quantile" : "rule"),
                node.has("quantile"),
                limit(node),
                verdict(node),
                text(node, "reason"),
                text(node, "explanation"),
                text(node, "location"),
                text(node, "onInconclusive"),
                measured(node),
                new CheckEntry.Shown(
                        text(shown, "measured"),
                        text(shown, "interval"),
                        text(shown, "limit"),
                        text(shown, "samples"),
                        text(shown, "evidence")),
                node.path("acceptance").isObject() ? Optional.of(accepted(node.path("acceptance"))) : Optional.empty());
    }

    private static CheckEntry.Accepted accepted(JsonNode node) {
        String state = text(node, "state");
        return new CheckEntry.Accepted(
                Stream.of(AcceptanceState.values())
                        .filter(each -> each.key().equals(state))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException("no state of an exception: " + Printable.quote(state))),
                verdict(node, "found"),
                text(node, "owner"),
                text(node, "reason"),
                text(node, "until"),
                text(node, "location"));
    }

    private static CheckEntry.Limit limit(JsonNode node) {
        if (node.has("tolerance")) {
            return new CheckEntry.Limit.Tolerance(
                    node.path("tolerance").asDouble(),
                    node.has("series")
                            ? Optional.of(new CheckEntry.RecordedSides(
                                    text(node, "tool"),
                                    text(node, "path"),
                                    text(node, "baseline"),
                                    text(node, "series"),
                                    text(node, "variant")))
                            : Optional.empty());
        }
        if (node.has("increase")) {
            return new CheckEntry.Limit.Increase(node.path("increase").asDouble(), text(node, "unit"));
        }
        if (node.path("budget").isBoolean()) {
            return new CheckEntry.Limit.Property(node.path("budget").asBoolean());
        }
        Optional<CheckEntry.SeriesName> series = node.has("series")
                ? Optional.of(new CheckEntry.SeriesName(
                        text(node, "tool"),
                        text(node, "path"),
                        text(node, "series"),
                        text(node, "variant"),
                        text(node, "direction").equals("at_least")))
                : Optional.empty();
        return new CheckEntry.Limit.Amount(node.path("budget").asDouble(), text(node, "unit"), series);
    }

    private static Optional<Measured> measured(JsonNode node) {
        if (!node.has("estimate")) {
            return Optional.empty();
        }
        JsonNode evidence = node.path("evidence");
        return Optional.of(new Measured(
                node.path("n").asInt(),
                integer(node, "exceed"),
                integer(node, "exceedUndisturbed"),
                number(node, "estimate", Double.POSITIVE_INFINITY),
                node.path("sides").isObject() ? Optional.of(sides(node.path("sides"))) : Optional.empty(),
                evidence.isObject()
                        ? Optional.of(new Measured.Evidence(
                                number(
                                        node.path("interval"),
                                        "low",
                                        node.has("increase") ? Double.NEGATIVE_INFINITY : 0),
                                number(node.path("interval"), "high", Double.POSITIVE_INFINITY),
                                number(evidence, "logFail", Double.NaN),
                                number(evidence, "logPass", Double.NaN),
                                decimal(evidence, "tau"),
                                decimal(evidence, "lastLookP")))
                        : Optional.empty()));
    }

    private static FunctionEntry function(JsonNode node) {
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

    private static Measured.Sides sides(JsonNode node) {
        return new Measured.Sides(
                number(node, "baseline", Double.POSITIVE_INFINITY),
                number(node, "candidate", Double.POSITIVE_INFINITY),
                text(node, "unit"));
    }

    /** Reports of earlier versions have a sentence there: it is passed over. */
    private static Optional<Breakdown> breakdown(JsonNode node) {
        JsonNode phases = node.path("phasesNs");
        if (!phases.isObject()) {
            return Optional.empty();
        }
        Map<String, Double> times = new LinkedHashMap<>();
        phases.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(field -> times.put(cut(field.getKey()), amount(field.getValue())));
        return Optional.of(new Breakdown(
                times, optional(node, "initCpuNs"), optional(node, "waitNs"), optional(node, "memoryBytes")));
    }

    private static OptionalDouble optional(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(amount(node.path(name))) : OptionalDouble.empty();
    }

    private static double amount(JsonNode value) {
        double amount = value.asDouble(-1);
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("a time or a size of a breakdown is zero or more");
        }
        return amount;
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

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> entry) {
        List<T> entries = new ArrayList<>();
        list.forEach(node -> entries.add(entry.apply(node)));
        return entries;
    }

    static List<String> texts(JsonNode list) {
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("a list of texts is none, or one of more than " + MOST_ENTRIES);
        }
        return each(list, node -> cut(node.asText("")));
    }

    private static Map<String, String> textsByName(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(field ->
                        texts.put(cut(field.getKey()), cut(field.getValue().asText(""))));
        return texts;
    }

    private static OptionalInt integer(JsonNode node, String name) {
        return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
    }

    private static OptionalDouble decimal(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }

    private static double number(JsonNode node, String name, double ofNull) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? ofNull : value.asDouble();
    }

    private static Verdict verdict(JsonNode node) {
        return verdict(node, "verdict");
    }

    private static Verdict verdict(JsonNode node, String name) {
        String text = text(node, name);
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(text)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no verdict: " + Printable.quote(text));
    }

    static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("\"" + name + "\" is no list, or one of more than " + MOST_ENTRIES);
        }
        return list;
    }

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a text");
        }
        return cut(value.asText());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT / 2)) + "…";
    }
}
