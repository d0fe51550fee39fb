package io.coldgate.imports;

import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;

/**
 * k6's raw points as CSV, {@code --out csv=FILE}. It has no information about custom metrics, so their values are plain
 * numbers.
 */
final class K6Csv {
    static final String HEADER_START = "metric_name,timestamp,metric_value";

    private K6Csv() {}

    static void read(Path path, Draft draft) throws ImportException, IOException {
        K6Metrics metrics = new K6Metrics();
        CsvRows.read(
                path,
                ',',
                cells -> metrics.point(
                        cells.getOrDefault("metric_name", ""), value(cells.getOrDefault("metric_value", "")), cells));
        metrics.addTo(draft);
    }

    private static double value(String text) throws ImportException {
        try {
            double value = Double.parseDouble(text);
            // A value below zero only affects its own metric.
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Reported below, like a number out of range.
        }
        throw new ImportException("not a number: " + Printable.quote(text));
    }
}
