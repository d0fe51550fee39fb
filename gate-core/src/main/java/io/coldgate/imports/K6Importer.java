package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * k6: raw points ({@code --out json} or {@code csv}), or a summary in one of its three forms, told apart by their content. Only raw points are
 * samples.
 */
final class K6Importer implements Importer {
    /** Blanks are there once another program has written the lines again. */
    private static final Pattern POINT = Pattern.compile("\"type\"\\s*:\\s*\"(Metric|Point)\"");

    /** Enough to see the first line's kind. */
    private static final int LOOK_AHEAD = 4096;

    @Override
    public void read(Path path, Draft draft) throws ImportException, IOException {
        String start = start(path);
        if (start.isBlank()) {
            throw new ImportException("empty: k6 wrote nothing");
        }
        if (start.startsWith(K6Csv.HEADER_START)) {
            K6Csv.read(path, draft);
        } else if (isPoints(start)) {
            K6Json.read(path, draft);
        } else {
            JsonNode root = JsonDocument.read(path);
            K6Summary.read(root, draft);
        }
    }

    /** A line for each metric and each point; a summary has no such fields. */
    private static boolean isPoints(String start) {
        String first = start.lines().findFirst().orElse("");
        return POINT.matcher(first).find();
    }

    private static String start(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(LOOK_AHEAD), StandardCharsets.UTF_8).stripLeading();
        }
    }
}
