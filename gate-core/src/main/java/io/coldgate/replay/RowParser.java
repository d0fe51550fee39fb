package io.coldgate.replay;

import io.coldgate.unit.Printable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Reads rows of the format of {@link StartsReader}, and reports the column of the first mistake. */
final class RowParser {
    private static final String HEADER = "date,function,package,memory,arch,avg_mem_used,avg_duration_ms";
    private static final int FIRST_START = 7;
    private static final int MOST_STARTS = 100;
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    /** The longest start: more than an hour is invalid, because Lambda ends an invocation after 15 minutes. */
    private static final double MOST_MILLIS = 3_600_000;

    private final String file;
    private final int startsPerRow;

    private RowParser(String file, int startsPerRow) {
        this.file = file;
        this.startsPerRow = startsPerRow;
    }

    /** Checks the first line. */
    static RowParser ofHeader(String file, String header) throws StartsFormatException {
        StringBuilder expected = new StringBuilder(HEADER);
        for (int n = 1; n <= MOST_STARTS; n++) {
            expected.append(",init_ms_").append(n);
            if (expected.length() == header.length() && header.contentEquals(expected)) {
                return new RowParser(file, n);
            }
        }
        int column = 0;
        while (column < header.length()
                && column < expected.length()
                && header.charAt(column) == expected.charAt(column)) {
            column++;
        }
        throw new StartsFormatException(
                file, 1, column + 1, "not the header of recorded starts: write " + HEADER + ",init_ms_1,init_ms_2,…");
    }

    /** Parses one row. */
    StartsRow parse(String text, long line) throws StartsFormatException {
        List<Cell> cells = cells(text, line);
        if (cells.size() <= FIRST_START) {
            throw new StartsFormatException(
                    file, line, text.length() + 1, "no starts: a row has " + FIRST_START + " cells and then durations");
        }
        if (cells.size() > FIRST_START + startsPerRow) {
            Cell extra = cells.get(FIRST_START + startsPerRow);
            throw new StartsFormatException(
                    file, line, extra.column(), "more starts than the header's " + startsPerRow);
        }
        int epochDay = date(cells.get(0));
        RecordedConfiguration configuration = new RecordedConfiguration(
                name(cells.get(1), "a function's name"),
                name(cells.get(2), "a package type"),
                Integer.parseInt(matching(cells.get(3), MEMORY, "a memory size in MB, such as 512")),
                name(cells.get(4), "an architecture"));
        return new StartsRow(configuration, epochDay, starts(cells, text));
    }

    private double[] starts(List<Cell> cells, String text) throws StartsFormatException {
        double[] millis = new double[cells.size() - FIRST_START];
        int n = 0;
        for (Cell cell : cells.subList(FIRST_START, cells.size())) {
            if (!cell.text().isEmpty()) {
                millis[n++] = millis(cell);
            }
        }
        if (n == 0) {
            throw new StartsFormatException(
                    file, cells.get(0).line(), text.length() + 1, "no starts: every cell for a duration is empty");
        }
        return n == millis.length ? millis : Arrays.copyOf(millis, n);
    }

    private double millis(Cell cell) throws StartsFormatException {
        String what = "a duration in milliseconds, such as 92.41, over 0 and at most an hour";
        double value = Double.parseDouble(matching(cell, MILLIS, what));
        if (!(value > 0 && value <= MOST_MILLIS)) {
            throw wrong(cell, what);
        }
        return value;
    }

    private int date(Cell cell) throws StartsFormatException {
        String text = matching(cell, DATE, "a date, such as 2025-01-31");
        try {
            return Math.toIntExact(LocalDate.parse(text).toEpochDay());
        } catch (DateTimeException e) {
            throw wrong(cell, "a date, such as 2025-01-31");
        }
    }

    private String name(Cell cell, String what) throws StartsFormatException {
        return matching(cell, NAME, what + " (letters, digits, . _ -)");
    }

    private String matching(Cell cell, Pattern pattern, String what) throws StartsFormatException {
        if (!pattern.matcher(cell.text()).matches()) {
            throw wrong(cell, what);
        }
        return cell.text();
    }

    private StartsFormatException wrong(Cell cell, String what) {
        return new StartsFormatException(
                file, cell.line(), cell.column(), Printable.quote(cell.text()) + ": expected " + what);
    }

    private static List<Cell> cells(String text, long line) {
        List<Cell> cells = new ArrayList<>();
        int from = 0;
        for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', from)) {
            cells.add(new Cell(text.substring(from, comma), line, from + 1));
            from = comma + 1;
        }
        cells.add(new Cell(text.substring(from), line, from + 1));
        return cells;
    }

    /** A cell and its position, with line and column from 1. */
    private record Cell(String text, long line, int column) {}
}
