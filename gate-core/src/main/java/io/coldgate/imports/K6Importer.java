package io.coldgate.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * k6: raw points ({@code --out json} or {@code csv}), or a summary in one of its three forms, told apart by their
 * content. Only raw points are samples.
 */
final class K6Importer implements Importer {
    /** Another program that rewrites the lines may add blanks. */
    private static final Pattern POINT = Pattern.compile("\"type\"\\s*:\\s*\"(Metric|Point)\"");

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        String start = Decoded.start(path);
        if (start.isBlank()) {
            throw new ImportException("empty: k6 wrote nothing");
        }
        if (start.startsWith(K6Csv.HEADER_START)) {
            K6Csv.read(path, draft);
        } else if (isPoints(start)) {
            K6Json.read(path, draft);
        } else {
            K6Json.readValues(path, draft);
        }
    }

    /**
     * Returns whether the text has a line for each metric and each point, as written by k6, or is a list, which begins
     * with a bracket.
     */
    private static boolean isPoints(String start) {
        String first = start.lines().findFirst().orElse("");
        return first.startsWith("{") && POINT.matcher(first).find();
    }
}
