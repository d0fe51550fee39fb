package io.coldgate.report;

import java.util.List;

/** Rows of text whose columns are as wide as their widest cell. */
final class TextTable {
    private static final String BETWEEN = "  ";

    private TextTable() {}

    /**
     * Returns the rows, complete lines without blanks at their ends.
     *
     * @param rows each with as many cells as the first
     */
    static String of(List<List<String>> rows) {
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell)
                        .append(" ".repeat(width(rows, column) - cell.length()))
                        .append(BETWEEN);
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
