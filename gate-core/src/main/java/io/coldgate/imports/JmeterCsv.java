package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/** JMeter's results as CSV. The separator is the character next to a column's name: by default a comma. */
final class JmeterCsv {
    private static final String TIMESTAMP = "timeStamp";
    private static final String SEPARATORS = ",;\t|";

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

    /** Returns the separator. Programs that save the file again may quote the column names. */
    private static char separator(String heading) throws ImportException {
        String names = heading.replace("\"", "");
        int start = names.indexOf(TIMESTAMP);
        int end = start + TIMESTAMP.length();
        int at = end < names.length() ? end : start - 1;
        if (at < 0 || SEPARATORS.indexOf(names.charAt(at)) < 0) {
            throw new ImportException("no separator beside " + TIMESTAMP + " in its first line: separate columns by"
                    + " a comma, a semicolon, a tab or a vertical bar (jmeter.save.saveservice.default_delimiter)");
        }
        return names.charAt(at);
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
