package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * k6's raw points as CSV, {@code --out csv=FILE}. It does not say what a metric of the user's own is: its values are
 * plain numbers.
 */
final class K6Csv {
    static final String HEADER_START = "metric_name,timestamp,metric_value";

    private K6Csv() {}

    static void read(Path path, Draft draft) throws ImportException, IOException {
        K6Metrics metrics = new K6Metrics();
        List<String> columns = new ArrayList<>();
        Lines.read(path, (text, number) -> {
            List<String> cells = cells(text);
            if (columns.isEmpty()) {
                columns.addAll(cells);
                return;
            }
            if (cells.size() != columns.size()) {
                throw new ImportException(cells.size() + " cells under " + columns.size() + " columns");
            }
            Map<String, String> tags = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                tags.put(columns.get(i), cells.get(i));
            }
            metrics.point(tags.getOrDefault("metric_name", ""), value(tags.getOrDefault("metric_value", "")), tags);
        });
        metrics.addTo(draft);
    }

    private static double value(String text) throws ImportException {
        try {
            double value = Double.parseDouble(text);
            // One below zero is told of its metric alone.
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, as a number out of range is.
        }
        throw new ImportException("not a number: " + Printable.quote(text));
    }

    /** Cells of a line; one in double quotes may hold commas, and two double quotes for one. */
    private static List<String> cells(String line) throws ImportException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new ImportException("a cell whose double quote does not end in its line");
        }
        cells.add(cell.toString());
        return cells;
    }
}
