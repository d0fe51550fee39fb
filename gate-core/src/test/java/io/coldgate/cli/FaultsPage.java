package io.coldgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of {@code docs/faults.md}. */
final class FaultsPage {
    private static final Path PAGE =
            Path.of(System.getProperty("coldgate.root", "..")).resolve("docs/faults.md");
    private static final int COLUMNS = 5;

    private FaultsPage() {}

    /**
     * What the page says about a fault.
     *
     * @param fault its name
     * @param exitCode how the run ends
     * @param line what it says; {@code …} stands for anything
     */
    record Row(String fault, int exitCode, String line) {
        /** Whether the line is among those that were said. */
        boolean isSaid(String said) {
            String pattern =
                    Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            return said.lines().anyMatch(Pattern.compile(pattern).asMatchPredicate());
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    /** The tests that the second table names. */
    static List<String> tests() throws IOException {
        Pattern last = Pattern.compile("\\| `([A-Za-z]+Test)` \\|$");
        return Files.readAllLines(PAGE).stream()
                .flatMap(line -> last.matcher(line).results())
                .map(match -> match.group(1))
                .toList();
    }

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String text : Files.readAllLines(PAGE)) {
            String[] cells = text.split("(?<!\\\\)\\|", -1);
            if (cells.length == COLUMNS + 2 && cells[3].strip().matches("\\d+")) {
                rows.add(new Row(
                        cells[1].strip().replace("`", ""),
                        Integer.parseInt(cells[3].strip()),
                        cells[4].strip().replaceFirst("^`(.*)`$", "$1")));
            }
        }
        return rows;
    }
}
