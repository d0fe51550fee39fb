package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
import io.coldgate.sample.SampleValues;
import io.coldgate.sample.SeriesId;
import io.coldgate.sample.ToolSeries;
import io.coldgate.unit.Printable;
import io.coldgate.unit.ValueUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lighthouse reports: one report is one sample of each of its audits, in the order in which they were fetched. A page is told apart by its
 * address and form factor. Two metrics are made here: {@code script-time}, the main thread's script evaluation, and
 * {@code performance-score}.
 */
final class LighthouseImporter implements Importer {
    static final String SCRIPT_TIME = "script-time";
    static final String PERFORMANCE_SCORE = "performance-score";
    private static final double MILLISECOND = 1e6;

    private record Reading(ValueUnit unit, Better better, GrowingValues values) {}

    private record Report(String file, JsonNode root) {}

    private final Map<SeriesId, Reading> readings = new LinkedHashMap<>();

    /** Series with a report that lacks them. */
    private final Set<SeriesId> incomplete = new HashSet<>();

    private final Map<String, Integer> reportsOfPage = new LinkedHashMap<>();
    private final Set<String> versions = new HashSet<>();

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        List<Report> reports = new ArrayList<>();
        for (Path file : LighthouseFiles.of(path)) {
            JsonNode root = JsonDocument.read(file);
            if (root.isArray()) {
                LighthouseAssertions.read(root, draft);
            } else {
                reports.add(new Report(JsonDocument.name(file), root));
            }
        }
        reports.sort(Comparator.comparing(
                        (Report report) -> report.root().path("fetchTime").asText())
                .thenComparing(Report::file));
        for (Report report : reports) {
            try {
                report(report.root(), report.file(), draft);
            } catch (ImportException e) {
                throw new ImportException(report.file() + ": " + e.getMessage());
            }
        }
        finish(draft);
    }

    private void report(JsonNode root, String file, Draft draft) throws ImportException {
        String version = root.path("lighthouseVersion").asText();
        JsonNode audits = root.path("audits");
        if (version.isEmpty() || !audits.isObject()) {
            throw new ImportException("not a Lighthouse report: no lighthouseVersion, or no audits");
        }
        String trouble = root.path("runtimeError").path("code").asText("NO_ERROR");
        if (!trouble.equals("NO_ERROR")) {
            throw new ImportException("the run failed: " + Printable.escape(trouble, 60) + ": "
                    + Printable.escape(root.path("runtimeError").path("message").asText(), 200) + ": run it again");
        }
        versions.add(version);
        if (versions.size() > 1) {
            throw new ImportException("of another Lighthouse version than the others: " + Printable.quote(version)
                    + "; one series is one version's: clear the folder before a run");
        }
        facts(root, version, draft);
        String page =
                root.path("requestedUrl").asText(root.path("finalDisplayedUrl").asText());
        String variant = root.path("configSettings").path("formFactor").asText();
        reportsOfPage.merge(new SeriesId(page, variant, "").shown(), 1, Integer::sum);
        for (Map.Entry<String, JsonNode> audit : audits.properties()) {
            audit(new SeriesId(page, variant, audit.getKey()), audit.getValue(), file, draft);
        }
        scriptTime(new SeriesId(page, variant, SCRIPT_TIME), audits, draft, file);
        JsonNode score = root.path("categories").path("performance").path("score");
        SeriesId id = new SeriesId(page, variant, PERFORMANCE_SCORE);
        if (score.isNumber()) {
            reading(id, ValueUnit.other(""), Better.HIGHER).values().add(JsonDocument.number(score, "score"));
        } else if (root.path("categories").has("performance")) {
            incomplete.add(id);
            draft.note(file + ": no performance score");
        }
    }

    private static void facts(JsonNode root, String version, Draft draft) {
        draft.fact("lighthouse", version);
        JsonNode settings = root.path("configSettings");
        draft.fact("throttling", settings.path("throttlingMethod").asText());
        JsonNode index = root.path("environment").path("benchmarkIndex");
        if (index.isNumber()) {
            draft.fact("benchmark-index", String.valueOf(Math.round(index.asDouble())));
        }
        for (JsonNode warning : root.path("runWarnings")) {
            draft.note("Lighthouse warns: " + warning.asText());
        }
    }

    private void audit(SeriesId id, JsonNode audit, String file, Draft draft) throws ImportException {
        JsonNode value = audit.path("numericValue");
        if (value.isNumber()) {
            ValueUnit.Scaled unit = unit(audit.path("numericUnit").asText());
            reading(id, unit.unit(), Better.LOWER)
                    .values()
                    .add(JsonDocument.number(value, id.metric()) * unit.inBase());
        } else if (audit.path("scoreDisplayMode").asText().equals("error")) {
            incomplete.add(id);
            draft.note(file + ": " + id.metric() + " has an error: "
                    + Printable.escape(audit.path("errorMessage").asText(), 100));
        }
    }

    /** Where the main thread ran scripts: the group scriptEvaluation, which is left out when it is zero. */
    private void scriptTime(SeriesId id, JsonNode audits, Draft draft, String file) throws ImportException {
        JsonNode breakdown = audits.path("mainthread-work-breakdown");
        JsonNode items = breakdown.path("details").path("items");
        if (!items.isArray() || !breakdown.path("numericValue").isNumber()) {
            if (!breakdown.isMissingNode()) {
                incomplete.add(id);
                draft.note(file + ": mainthread-work-breakdown has no items, so no " + SCRIPT_TIME);
            }
            return;
        }
        double millis = 0;
        for (JsonNode item : items) {
            if (item.path("group").asText().equals("scriptEvaluation")) {
                millis += JsonDocument.number(item.path("duration"), "scriptEvaluation");
            }
        }
        reading(id, ValueUnit.TIME, Better.LOWER).values().add(millis * MILLISECOND);
    }

    private Reading reading(SeriesId id, ValueUnit unit, Better better) throws ImportException {
        Reading known = readings.computeIfAbsent(id, unused -> new Reading(unit, better, new GrowingValues()));
        if (!known.unit().equals(unit)) {
            throw new ImportException(id.metric() + ": in another unit than in the other reports");
        }
        return known;
    }

    static ValueUnit.Scaled unit(String numericUnit) {
        return switch (numericUnit) {
            case "millisecond" -> new ValueUnit.Scaled(ValueUnit.TIME, MILLISECOND);
            case "second" -> new ValueUnit.Scaled(ValueUnit.TIME, 1e9);
            case "byte" -> new ValueUnit.Scaled(ValueUnit.SIZE, 1);
            case "unitless" -> new ValueUnit.Scaled(ValueUnit.other(""), 1);
            default -> new ValueUnit.Scaled(ValueUnit.other(numericUnit), 1);
        };
    }

    /** A series that one of its page's reports lacks has no values: what is left would be chosen by what went wrong. */
    private void finish(Draft draft) throws ImportException {
        for (Map.Entry<SeriesId, Reading> entry : readings.entrySet()) {
            SeriesId id = entry.getKey();
            Reading reading = entry.getValue();
            int reports = reportsOfPage.getOrDefault(new SeriesId(id.name(), id.variant(), "").shown(), 0);
            boolean whole = reading.values().size() == reports && !incomplete.contains(id);
            draft.add(new ToolSeries(
                    id,
                    true,
                    reading.unit(),
                    reading.better(),
                    whole ? reading.values().values() : SampleValues.NONE));
        }
        for (SeriesId id : incomplete) {
            if (!readings.containsKey(id)) {
                draft.add(new ToolSeries(id, true, ValueUnit.TIME, Better.UNKNOWN, SampleValues.NONE));
            }
        }
    }
}
