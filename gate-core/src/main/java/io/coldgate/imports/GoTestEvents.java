package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The events that {@code go test -json} prints, one JSON object per line. Their {@code Output} is a fragment of the
 * test program's own output. A benchmark's line comes in several pieces, which may carry the name of another test;
 * packages run concurrently, so each has a text of its own.
 */
final class GoTestEvents {
    /** The largest number of packages; no module has more. */
    private static final int MOST_PACKAGES = 10_000;

    private static final int LONGEST_LINE = 1 << 20;

    private final GoBenchResults results;
    private final Map<String, Joined> packages = new LinkedHashMap<>();

    private static final class Joined {
        private final GoBenchText text;
        private final StringBuilder rest = new StringBuilder();

        Joined(GoBenchText text) {
            this.text = text;
        }

        void append(String output, long number) throws ImportException {
            int from = 0;
            for (int end = output.indexOf('\n'); end >= 0; end = output.indexOf('\n', from)) {
                rest.append(output, from, end);
                text.line(rest.toString(), number);
                rest.setLength(0);
                from = end + 1;
            }
            rest.append(output, from, output.length());
            if (rest.length() > LONGEST_LINE) {
                throw new ImportException("a line of over 1 MB in its events");
            }
        }
    }

    GoTestEvents(GoBenchResults results) {
        this.results = results;
    }

    /** Returns whether the file begins with an event; the text form never begins with a brace. */
    static boolean isOne(Path file) throws ImportException, IOException {
        return Decoded.start(file).startsWith("{\"");
    }

    void read(Path path) throws ImportException, IOException {
        String file = JsonDocument.name(path);
        Lines.read(path, (text, number) -> line(text, file, number));
        for (Map.Entry<String, Joined> each : packages.entrySet()) {
            if (each.getValue().rest.length() > 0) {
                throw new ImportException(
                        "the events of package " + Printable.quote(each.getKey()) + " end within a line: "
                                + Printable.quote(each.getValue().rest.toString()));
            }
            each.getValue().text.end();
        }
    }

    private void line(String text, String file, long number) throws ImportException {
        if (text.isBlank()) {
            return;
        }
        if (!text.startsWith("{")) {
            // Output of the go command on standard error.
            if (text.contains("\"Action\"")) {
                throw new ImportException("an event that is torn apart by other output: send standard error elsewhere");
            }
            joined("").append(text + "\n", number);
            return;
        }
        JsonNode event = JsonDocument.line(text, file, number);
        String action = JsonDocument.text(event, "Action");
        if (action.equals("fail") || action.equals("build-fail")) {
            throw new ImportException(
                    "the run failed: " + Printable.quote(event.path("Package").asText()));
        }
        JsonNode output = event.path("Output");
        if (output.isTextual() && !action.equals("build-output")) {
            joined(event.path("Package").asText()).append(output.asText(), number);
        }
    }

    private Joined joined(String name) throws ImportException {
        Joined joined = packages.computeIfAbsent(name, unused -> new Joined(new GoBenchText(results)));
        if (packages.size() > MOST_PACKAGES) {
            throw new ImportException("more than " + MOST_PACKAGES + " packages");
        }
        return joined;
    }
}
