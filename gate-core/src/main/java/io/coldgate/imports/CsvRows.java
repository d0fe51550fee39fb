package io.coldgate.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** The rows of a CSV file with a heading, in bounded memory. A last row without a line end indicates a killed tool. */
final class CsvRows {
    /**
     * The longest row: no tool's cell comes near it, but an unclosed quote would otherwise take the rest of the file.
     */
    private static final int LONGEST_ROW = 1 << 20;

    private CsvRows() {}

    /** A consumer of rows. */
    interface Consumer {
        /**
         * Receives the next row.
         *
         * @param cells the cells by column heading
         */
        void accept(Map<String, String> cells) throws ImportException;
    }

    /** Passes every row below the heading to the consumer; an exception about a row gets its location. */
    static void read(Path file, char separator, Consumer consumer) throws ImportException, IOException {
        String name = JsonDocument.name(file);
        long line = 1;
        try (LastByte in = new LastByte(Decoded.open(file));
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(separator)
                        .maxBufferSize(LONGEST_ROW)
                        .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> heading = List.of();
            for (CsvRecord row : reader) {
                line = row.getStartingLineNumber();
                if (heading.isEmpty()) {
                    heading = heading(row.getFields());
                } else {
                    consumer.accept(cells(heading, row.getFields()));
                }
            }
            if (!in.isWhole()) {
                throw new ImportException("cut off: the last line has no line end, as a killed tool leaves it");
            }
        } catch (ImportException e) {
            throw new ImportException(name + ":" + line + ": " + e.getMessage());
        } catch (CsvParseException e) {
            throw new ImportException(name + ": behind line " + line + ": no row of CSV: " + reason(e));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static String reason(CsvParseException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    private static List<String> heading(List<String> names) throws ImportException {
        if (new HashSet<>(names).size() < names.size()) {
            throw new ImportException("the heading has a column twice");
        }
        return names;
    }

    private static Map<String, String> cells(List<String> heading, List<String> fields) throws ImportException {
        if (fields.size() != heading.size()) {
            throw new ImportException(fields.size() + " cells under " + heading.size() + " columns");
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < heading.size(); i++) {
            cells.put(heading.get(i), fields.get(i));
        }
        return cells;
    }

    /** Records whether the file ended with a line end. */
    private static final class LastByte extends FilterInputStream {
        private int last = '\n';

        LastByte(InputStream in) {
            super(in);
        }

        boolean isWhole() {
            return last == '\n';
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            last = b < 0 ? last : b;
            return b;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            last = count > 0 ? bytes[from + count - 1] : last;
            return count;
        }
    }
}
