package io.coldgate.maven;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.unit.Printable;
import io.coldgate.unit.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of a {@code report.json}, and what went wrong, one line each. */
final class GateReport {
    private static final int LONGEST_FIELD = 300;

    /** The version of report.json that this plugin reads; a gate of another version comes with its own plugin. */
    private static final int SCHEMA_VERSION = 1;

    private record Line(String verdict, String text) {}

    private final List<Line> checks;
    private final List<String> problems;

    private GateReport(List<Line> checks, List<String> problems) {
        this.checks = checks;
        this.problems = problems;
    }

    /** Reads the report; it has no checks where there is none, because nothing was measured. */
    static GateReport read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (Files.exists(file)) {
            JsonNode report = new ObjectMapper().readTree(file.toFile());
            if (report.path("schemaVersion").asInt() != SCHEMA_VERSION) {
                throw new IOException(file + ": not a report of schemaVersion " + SCHEMA_VERSION);
            }
            report.path("checks").forEach(check -> lines.add(line(check)));
            report.path("problems").forEach(problem -> problems.add(problem(problem)));
        }
        return new GateReport(lines, problems);
    }

    private static String problem(JsonNode node) {
        Optional<String> place = node.has("place") ? Optional.of(field(node, "place")) : Optional.empty();
        return new Problem(place, field(node, "subject"), field(node, "message"), field(node, "remedy")).line();
    }

    /** What went wrong, each with its place and what to do; empty where the gate decided everything. */
    List<String> problems() {
        return problems;
    }

    private static Line line(JsonNode check) {
        String what = field(check, "quantile").isEmpty() ? field(check, "rule") : field(check, "quantile");
        String samples = check.path("n").isNumber() ? " (n = " + check.path("n").asLong() + ")" : "";
        String text = field(check, "location") + ": " + field(check, "function") + " " + field(check, "metric") + " "
                + what + ": " + field(check, "explanation") + samples;
        return new Line(field(check, "verdict"), text);
    }

    private static String field(JsonNode check, String name) {
        return Printable.escape(check.path(name).asText(""), LONGEST_FIELD);
    }

    /** The checks with that verdict: where the budget stands, what was checked, what came out. */
    List<String> withVerdict(String verdict) {
        return checks.stream()
                .filter(check -> check.verdict().equals(verdict))
                .map(Line::text)
                .toList();
    }

    /** Number of checks. */
    int size() {
        return checks.size();
    }
}
