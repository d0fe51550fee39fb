package io.coldgate.replay;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of recorded cold starts: CSV, plain or compressed with gzip (detected from its first bytes), in the
 * format of lambda-perf's year files. The header is {@code
 * date,function,package,memory,arch,avg_mem_used,avg_duration_ms,init_ms_1,…}; with one row for each day and
 * configuration. A row may have fewer starts than the header, and the two averages are not read. Anything else is
 * refused with its line and column. Memory and the size after unpacking are bounded.
 */
public final class StartsReader {
    private static final int GZIP_FIRST = 0x1f;
    private static final int GZIP_SECOND = 0x8b;

    private final String file;
    private final ReadLimits limits;
    private final Map<RecordedConfiguration, NavigableMap<Integer, double[]>> days = new LinkedHashMap<>();
    private int rows;

    private StartsReader(String file, ReadLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Reads the whole file.
     *
     * @throws StartsFormatException at the first mistake
     */
    public static RecordedStarts read(Path file) throws IOException, StartsFormatException {
        return read(file, ReadLimits.DEFAULT);
    }

    static RecordedStarts read(Path file, ReadLimits limits) throws IOException, StartsFormatException {
        StartsReader reader = new StartsReader(file.toString(), limits);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return reader.read(reader.unpacked(in));
        }
    }

    private InputStream unpacked(InputStream in) throws IOException, StartsFormatException {
        in.mark(2);
        boolean gzip = in.read() == GZIP_FIRST && in.read() == GZIP_SECOND;
        in.reset();
        try {
            return gzip ? new GZIPInputStream(in) : in;
        } catch (EOFException | ZipException e) {
            throw new StartsFormatException(file, 1, 1, "the compressed file is damaged or cut off: fetch it again");
        }
    }

    private RecordedStarts read(InputStream in) throws IOException, StartsFormatException {
        BoundedLines lines = new BoundedLines(in, file, limits);
        @Nullable String header = lines.read();
        RowParser parser = RowParser.ofHeader(file, header == null ? "" : header);
        for (@Nullable String text = lines.read(); text != null; text = lines.read()) {
            add(parser.parse(text, lines.line()), lines.line());
        }
        if (rows == 0) {
            throw new StartsFormatException(file, 2, 1, "no rows");
        }
        return new RecordedStarts(days, rows);
    }

    private void add(StartsRow row, long line) throws StartsFormatException {
        if (++rows > limits.rows()) {
            throw new StartsFormatException(file, line, 1, "more than " + limits.rows() + " rows: replay a part of it");
        }
        NavigableMap<Integer, double[]> ofConfiguration =
                days.computeIfAbsent(row.configuration(), configuration -> new TreeMap<>());
        if (days.size() > limits.configurations()) {
            throw new StartsFormatException(
                    file, line, 1, "more than " + limits.configurations() + " configurations: replay a part of it");
        }
        if (ofConfiguration.put(row.epochDay(), row.initMillis()) != null) {
            throw new StartsFormatException(
                    file, line, 1, "a second row for the same day and configuration (" + row.configuration() + ")");
        }
    }
}
