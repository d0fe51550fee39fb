package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.sample.Better;
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
 * Lighthouse reports: one report is one sample of each of its audits, in the order in which they were fetched. A page
 * is identified by its address and form factor. Two metrics are computed here: {@code script-time}, the main thread's
 * script evaluation, and {@code performance-score}.
 */
final class LighthouseImporter implements Importer {
    static final String SCRIPT_TIME = "script-time";
    static final String PERFORMANCE_SCORE = "performance-score";
    private static final double MILLISECOND = 1e6;

    private record Reading(ValueUnit unit, Better better, GrowingValues values) {}

    private record Report(String file, JsonNode root) {}

    private final Map<SeriesId, Reading> readings = new LinkedHashMap<>();

    /** The reason why there are no samples of a series, or of a whole page: a report lacks them. */
    private final Map<SeriesId, String> incomplete = new LinkedHashMap<>();

    private final Map<String, Integer> reportsOfPage = new LinkedHashMap<>();
    private final Set<String> versions = new HashSet<>();

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        List<Report> reports = new ArrayList<>();
        for (Path file : LighthouseFiles.of(path)) {
            JsonNode root = JsonDocument.read(file);
            if (isReports(root)) {
                int number = 0;
                for (JsonNode report : root) {
                    reports.add(new Report(JsonDocument.name(file) + "[" + number++ + "]", report));
                }
            } else if (root.isArray()) {
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

    /** Returns whether the root is a list of reports, as a script may write them; LHCI's assertions are a list too. */
    private static boolean isReports(JsonNode root) {
        return root.isArray() && root.path(0).has("lighthouseVersion");
    }

    private void report(JsonNode root, String file, Draft draft) throws ImportException {
        String version = root.path("lighthouseVersion").asText();
        JsonNode audits = root.path("audits");
        if (version.isEmpty() || !audits.isObject()) {
            throw new ImportException("not a Lighthouse report: no lighthouseVersion, or no audits");
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
        String trouble = root.path("runtimeError").path("code").asText("NO_ERROR");
        if (!trouble.equals("NO_ERROR")) {
            lacks(
                    new SeriesId(page, variant, ""),
                    file + ": the run failed: " + Printable.escape(trouble, 60) + ": "
                            + Printable.escape(
                                    root.path("runtimeError").path("message").asText(), 150) + ": run it again");
            return;
        }
        for (Map.Entry<String, JsonNode> audit : audits.properties()) {
            audit(new SeriesId(page, variant, audit.getKey()), audit.getValue(), file, draft);
        }
        scriptTime(new SeriesId(page, variant, SCRIPT_TIME), audits, draft, file);
        JsonNode score = root.path("categories").path("performance").path("score");
        SeriesId id = new SeriesId(page, variant, PERFORMANCE_SCORE);
        if (score.isNumber()) {
            reading(id, ValueUnit.other(""), Better.HIGHER).values().add(JsonDocument.number(score, "score"));
        } else if (root.path("categories").has("performance")) {
            lacks(id, file + ": no performance score");
            draft.note(file + ": no performance score");
        }
    }

    private void lacks(SeriesId id, String problem) {
        incomplete.putIfAbsent(id, problem);
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
        String mode = audit.path("scoreDisplayMode").asText();
        if (value.isNumber() && mode.equals("error")) {
            lacks(
                    id,
                    file + ": " + id.metric() + " has numericValue " + value.asText()
                            + " and scoreDisplayMode error, which contradict each other");
        } else if (value.isNumber()) {
            ValueUnit.Scaled unit = unit(audit.path("numericUnit").asText());
            reading(id, unit.unit(), Better.LOWER)
                    .values()
                    .add(JsonDocument.number(value, id.metric()) * unit.inBase());
        } else if (mode.equals("error")) {
            String problem = file + ": " + id.metric() + " has an error: "
                    + Printable.escape(audit.path("errorMessage").asText(), 100);
            lacks(id, problem);
            draft.note(problem);
        } else if (mode.equals("notApplicable") || mode.equals("numeric")) {
            lacks(id, file + ": " + id.metric() + " has no number: its scoreDisplayMode is " + mode);
        }
    }

    /**
     * Reads the time in which the main thread ran scripts: the group scriptEvaluation, which is omitted when it is
     * zero.
     */
    private void scriptTime(SeriesId id, JsonNode audits, Draft draft, String file) throws ImportException {
        JsonNode breakdown = audits.path("mainthread-work-breakdown");
        JsonNode items = breakdown.path("details").path("items");
        if (!items.isArray() || !breakdown.path("numericValue").isNumber()) {
            if (!breakdown.isMissingNode()) {
                String problem = file + ": mainthread-work-breakdown has no items, so no " + SCRIPT_TIME;
                lacks(id, problem);
                draft.note(problem);
            }
            return;
        }
        double millis = 0;
        for (JsonNode item : items) {
            if (item.path("group").asText().equals("scriptEvaluation")) {
                millis += JsonDocument.number(item.path("duration"), "scriptEvaluation");
            }
        }
        double all = breakdown.path("numericValue").asDouble();
        if (millis > all + 1) {
            lacks(
                    id,
                    file + ": scriptEvaluation takes " + Contradiction.shown(millis)
                            + " ms and all of mainthread-work-breakdown " + Contradiction.shown(all)
                            + " ms, which contradict each other");
        }
        reading(id, ValueUnit.TIME, Better.LOWER).values().add(millis * MILLISECOND);
    }

    private Reading reading(SeriesId id, ValueUnit unit, Better better) {
        Reading known = readings.computeIfAbsent(id, unused -> new Reading(unit, better, new GrowingValues()));
        if (!known.unit().equals(unit)) {
            lacks(
                    id,
                    id.metric() + " is in " + Printable.quote(unit.text()) + " in one report and in "
                            + Printable.quote(known.unit().text()) + " in another, which contradict each other");
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

    /**
     * Completes the draft. A series that is missing in one of its page's reports is not judged, because failed runs
     * would then select the samples.
     */
    private void finish(Draft draft) throws ImportException {
        for (Map.Entry<SeriesId, Reading> entry : readings.entrySet()) {
            SeriesId id = entry.getKey();
            Reading reading = entry.getValue();
            draft.add(new ToolSeries(
                    id, true, reading.unit(), reading.better(), reading.values().values()));
            String ofPage = incomplete.get(id.ofAnyMetric());
            int reports = reportsOfPage.getOrDefault(id.ofAnyMetric().shown(), 0);
            if (ofPage != null) {
                draft.spoil(id, true, ofPage);
            } else if (reading.values().size() != reports && !incomplete.containsKey(id)) {
                draft.spoil(id, true, "only " + reading.values().size() + " of " + reports + " reports have it");
            }
        }
        for (Map.Entry<SeriesId, String> entry : incomplete.entrySet()) {
            draft.spoil(entry.getKey(), !entry.getKey().metric().isEmpty(), entry.getValue());
        }
    }
}
