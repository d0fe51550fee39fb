package io.coldgate.github;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.gate.Verdict;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a {@code report.json} that anybody may have written: bounded, and every field checked for its kind. */
public final class ReportReader {
    /** A file of a thousand functions has a report of 4 MB. */
    static final int LARGEST = 8 << 20;

    private static final int SCHEMA_VERSION = 1;
    private static final int MOST_CHECKS = 20_000;
    private static final int LONGEST_TEXT = 4000;
    private static final Pattern LOCATION = Pattern.compile("(?s)(.{1,1000}):([1-9][0-9]{0,6}):[0-9]{1,7}");

    private static final JsonNode NONE = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();

    private ReportReader() {}

    /** The file's content. */
    public static BuildReport read(Path file) throws IOException, ReportFormatException {
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
            return Json.parse(bytes);
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
            boolean mine = node.path("schemaVersion").asInt() == SCHEMA_VERSION
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

    private static BuildReport report(JsonNode node) {
        if (node.path("schemaVersion").asInt() != SCHEMA_VERSION) {
            throw new IllegalArgumentException(
                    "no report of version " + SCHEMA_VERSION + ": show it with the version of Coldgate that wrote it");
        }
        List<BuildReport.CheckLine> checks = new ArrayList<>();
        for (JsonNode check : list(node, "checks")) {
            checks.add(check(check));
        }
        List<BuildReport.FunctionLine> functions = new ArrayList<>();
        for (JsonNode function : list(node, "functions")) {
            functions.add(function(function));
        }
        List<String> notMeasured = new ArrayList<>();
        for (JsonNode name : node.has("notMeasured") ? list(node, "notMeasured") : NONE) {
            notMeasured.add(cut(name.asText("")));
        }
        return new BuildReport(
                verdict(node),
                node.path("exitCode").asInt(4),
                text(node, "platform"),
                node.path("seed").asLong(),
                node.path("coldStarts").asLong(),
                text(node.path("build"), "text"),
                checks,
                functions,
                text(node, "finding"),
                notMeasured,
                node.path("build").isObject());
    }

    private static BuildReport.CheckLine check(JsonNode node) {
        JsonNode shown = node.path("shown");
        return new BuildReport.CheckLine(
                verdict(node),
                text(node, "function"),
                text(node, "metric"),
                text(node, node.has("quantile") ? "quantile" : "rule"),
                text(shown, "measured"),
                text(shown, "interval"),
                text(shown, "limit"),
                text(shown, "samples"),
                text(shown, "evidence"),
                text(node, "explanation"),
                text(node, "reason"),
                place(text(node, "location")),
                text(node, "onInconclusive"),
                excess(node));
    }

    private static BuildReport.FunctionLine function(JsonNode node) {
        JsonNode failures = node.path("failures");
        List<String> output = new ArrayList<>();
        for (JsonNode line : failures.path("output")) {
            if (line.isTextual() && output.size() < Failure.MOST_LINES) {
                output.add(Printable.escape(line.asText().replace('\t', ' '), Failure.LONGEST_LINE));
            }
        }
        return new BuildReport.FunctionLine(
                text(node, "function"), text(node, "breakdown"), text(node, "detail"), text(failures, "text"), output);
    }

    private static double excess(JsonNode node) {
        double limit = node.has("tolerance")
                ? 1 + node.path("tolerance").asDouble()
                : node.path("budget").asDouble();
        if (!(limit > 0) || !node.has("estimate")) {
            return 0;
        }
        if (node.path("estimate").isNull()) {
            return Double.POSITIVE_INFINITY;
        }
        double ratio = node.path("estimate").asDouble() / limit;
        // Where more is better, a failure is below its limit.
        return verdict(node) == Verdict.FAIL && ratio > 0 && ratio < 1 ? 1 / ratio : ratio;
    }

    static Optional<BuildReport.Place> place(String location) {
        Matcher parts = LOCATION.matcher(location);
        return parts.matches()
                ? Optional.of(new BuildReport.Place(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    private static Verdict verdict(JsonNode node) {
        String text = text(node, "verdict");
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(text)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no verdict: " + Printable.quote(text));
    }

    private static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.size() > MOST_CHECKS) {
            throw new IllegalArgumentException("\"" + name + "\" is no list, or one of more than " + MOST_CHECKS);
        }
        return list;
    }

    private static String text(JsonNode node, String name) {
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
