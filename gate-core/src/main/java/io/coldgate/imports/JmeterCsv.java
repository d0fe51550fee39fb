package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * JMeter's results as CSV. The separator is what stands behind the first column's name: a comma unless set otherwise.
 */
final class JmeterCsv {
    private static final String TIMESTAMP = "timeStamp";

    private JmeterCsv() {}

    static void read(Path path, String start, JmeterSamples samples) throws ImportException, IOException {
        String first = start.lines().findFirst().orElse("");
        String lacking = lacking(first);
        if (!lacking.isEmpty()) {
            throw new ImportException("no column " + lacking + " in its first line: write the heading with"
                    + " jmeter.save.saveservice.print_field_names=true, and keep JMeter's usual columns");
        }
        CsvRows.read(path, separator(first), cells -> sample(cells, samples));
    }

    private static String lacking(String heading) {
        for (String column : new String[] {TIMESTAMP, "elapsed", "label", "success"}) {
            if (!heading.matches(".*\\b" + column + "\\b.*")) {
                return column;
            }
        }
        return "";
    }

    private static char separator(String heading) {
        int end = heading.indexOf(TIMESTAMP) + TIMESTAMP.length();
        boolean lastColumn = end == heading.length();
        return lastColumn ? heading.charAt(heading.indexOf(TIMESTAMP) - 1) : heading.charAt(end);
    }

    private static void sample(Map<String, String> cells, JmeterSamples samples) throws ImportException {
        samples.add(
                cells.getOrDefault("label", ""),
                whole(cells, TIMESTAMP),
                whole(cells, "elapsed"),
                optional(cells, "Latency"),
                optional(cells, "Connect"),
                JmeterSamples.succeeded("success", cells.getOrDefault("success", "")));
    }

    private static OptionalLong optional(Map<String, String> cells, String column) throws ImportException {
        return cells.getOrDefault(column, "").isEmpty() ? OptionalLong.empty() : OptionalLong.of(whole(cells, column));
    }

    private static long whole(Map<String, String> cells, String column) throws ImportException {
        try {
            return JmeterSamples.millis(column, cells.getOrDefault(column, ""));
        } catch (ImportException e) {
            throw column.equals(TIMESTAMP)
                    ? new ImportException(e.getMessage() + ": write jmeter.save.saveservice.timestamp_format=ms")
                    : e;
        }
    }
}
