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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gate's own plain format, for tools without an importer. JSON: a list of {@code {"name": …, "unit": "ms",
 * "better": "lower", "values": [1.5, 2.25]}}, or an object that has it below {@code samples}. CSV: the columns
 * {@code name}, {@code unit}, {@code better}, {@code value}, one sample per row. A value that is {@code null} in JSON,
 * or {@code failed} in CSV, is a failed sample. Lists within {@code values}, or a column {@code run}, tell which
 * samples belong to the same run.
 */
final class SamplesImporter implements Importer {
    private static final String FAILED = "failed";

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        String start = Decoded.start(path);
        if (start.startsWith("{") || start.startsWith("[")) {
            json(JsonDocument.read(path), draft);
        } else {
            csv(path, draft);
        }
    }

    private static void json(JsonNode document, Draft draft) throws ImportException {
        JsonNode list = document.isArray() ? document : JsonDocument.list(document, "samples");
        for (JsonNode entry : list) {
            String name = JsonDocument.text(entry, "name");
            Growing series = new Growing(name, unit(entry.path("unit")), better(entry.path("better")));
            try {
                values(JsonDocument.list(entry, "values"), series);
                series.addTo(draft);
            } catch (ImportException e) {
                draft.spoil(series.id(), true, Printable.quote(name) + ": " + e.getMessage());
            }
        }
    }

    private static void values(JsonNode values, Growing series) throws ImportException {
        boolean runs = !values.isEmpty() && values.get(0).isArray();
        int run = 0;
        for (JsonNode value : values) {
            if (value.isArray() != runs) {
                throw new ImportException("values are numbers, or lists of numbers, a list for each run; not both");
            }
            if (runs) {
                run++;
                for (JsonNode each : value) {
                    series.add(number(each), Optional.of(String.valueOf(run)));
                }
            } else {
                series.add(number(value), Optional.empty());
            }
        }
    }

    private static double number(JsonNode value) throws ImportException {
        return value.isNull() ? Double.POSITIVE_INFINITY : JsonDocument.number(value, "values");
    }

    private static String unit(JsonNode node) throws ImportException {
        if (!node.isTextual() && !node.isMissingNode()) {
            throw new ImportException("\"unit\" is not a text");
        }
        return node.asText();
    }

    private static Better better(JsonNode node) throws ImportException {
        if (!node.isTextual() && !node.isMissingNode()) {
            throw new ImportException("\"better\" must be one of: lower, higher");
        }
        return better(node.asText());
    }

    private static Better better(String word) throws ImportException {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "lower" -> Better.LOWER;
            case "higher" -> Better.HIGHER;
            case "" -> Better.UNKNOWN;
            default -> throw new ImportException(Printable.quote(word) + ": better must be one of: lower, higher");
        };
    }

    private static void csv(Path path, Draft draft) throws ImportException, IOException {
        Map<String, Growing> byName = new LinkedHashMap<>();
        CsvRows.read(path, ',', cells -> {
            String name = cell(cells, "name");
            String unit = cells.getOrDefault("unit", "");
            Better better = better(cells.getOrDefault("better", ""));
            Growing series = byName.computeIfAbsent(name, each -> new Growing(each, unit, better));
            if (!series.isOf(unit, better)) {
                throw new ImportException(Printable.quote(name) + ": another unit or direction than above");
            }
            series.add(
                    number(cell(cells, "value")),
                    Optional.ofNullable(cells.get("run")).filter(run -> !run.isEmpty()));
        });
        for (Growing series : byName.values()) {
            series.addTo(draft);
        }
    }

    private static String cell(Map<String, String> cells, String column) throws ImportException {
        String text = cells.getOrDefault(column, "");
        if (text.isEmpty()) {
            throw new ImportException("no " + column + ": the columns are name, unit, better, value");
        }
        return text;
    }

    private static double number(String text) throws ImportException {
        if (text.equals(FAILED)) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new ImportException("not a number of zero or more, or " + FAILED + ": " + Printable.quote(text));
    }

    /** A series while it is read. */
    private static final class Growing {
        private final String name;
        private final String unit;
        private final ValueUnit.Scaled scaled;
        private final Better better;
        private final GrowingValues values = new GrowingValues();
        private final List<Integer> clusters = new ArrayList<>();
        private final Set<String> runs = new HashSet<>();
        private Optional<String> run = Optional.empty();

        Growing(String name, String unit, Better better) {
            this.name = name;
            this.unit = unit;
            this.scaled = ValueUnit.of(unit);
            this.better = better == Better.UNKNOWN ? usual(scaled.unit()) : better;
        }

        private static Better usual(ValueUnit unit) {
            return switch (unit.kind()) {
                case TIME, SIZE -> Better.LOWER;
                case RATE -> Better.HIGHER;
                case COUNT, OTHER -> Better.UNKNOWN;
            };
        }

        SeriesId id() {
            return new SeriesId(name, "", "");
        }

        boolean isOf(String otherUnit, Better said) {
            return unit.equals(otherUnit) && (said == Better.UNKNOWN || said == better);
        }

        /**
         * Appends a sample. Samples of a run must be consecutive, because separate groups would count as independent
         * runs.
         */
        void add(double value, Optional<String> of) throws ImportException {
            if (values.size() > 0 && of.isPresent() != !clusters.isEmpty()) {
                throw new ImportException(
                        Printable.quote(name) + ": some samples say which run they are of, and some do not");
            }
            if (of.isPresent()) {
                if (of.equals(run)) {
                    clusters.set(clusters.size() - 1, clusters.get(clusters.size() - 1) + 1);
                } else {
                    open(of.get());
                }
            }
            values.add(value * scaled.inBase());
        }

        private void open(String next) throws ImportException {
            if (!runs.add(next)) {
                throw new ImportException(Printable.quote(name) + ": run " + Printable.quote(next)
                        + " comes back after run " + Printable.quote(run.orElse("")) + ": sort the rows by run");
            }
            run = Optional.of(next);
            clusters.add(1);
        }

        void addTo(Draft draft) throws ImportException {
            draft.add(new ToolSeries(id(), true, scaled.unit(), better, values.values()).clustered(clusters));
        }
    }
}
