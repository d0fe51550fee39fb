package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The samples that a simulation recorded itself, one JSON object per line: {@code request}, {@code started_epoch_ms}
 * (optional), {@code ended_epoch_ms}, {@code response_ms} (-1 if there was no response) and {@code ok}; other fields
 * are ignored.
 */
final class GatlingSamples {
    /**
     * The tolerance between the two clocks, which are different ones. The span may be longer, because it ends when the
     * simulation continues.
     */
    private static final long TOLERANCE_MILLIS = 10;

    private GatlingSamples() {}

    static void read(Path path, GatlingRequests requests) throws ImportException, IOException {
        String file = JsonDocument.name(path);
        requests.simulation(file);
        Lines.read(path, (text, number) -> sample(JsonDocument.line(text, file, number), requests));
    }

    private static void sample(JsonNode node, GatlingRequests requests) throws ImportException {
        String request = JsonDocument.text(node, "request");
        JsonNode ended = node.path("ended_epoch_ms");
        JsonNode response = node.path("response_ms");
        JsonNode ok = node.path("ok");
        if (!ended.isIntegralNumber() || !response.isIntegralNumber() || !ok.isBoolean()) {
            throw new ImportException(
                    "not a sample: ended_epoch_ms and response_ms are whole numbers, ok is true or false");
        }
        long millis = response.asLong();
        if (millis < 0 && ok.asBoolean()) {
            throw new ImportException("a request that was answered in " + millis + " ms");
        }
        long took = Math.max(0, millis);
        JsonNode started = node.path("started_epoch_ms");
        long start = started.isIntegralNumber() ? started.asLong() : ended.asLong() - took;
        requests.add(request, start, start + took, ok.asBoolean());
        if (took > ended.asLong() - start + TOLERANCE_MILLIS + took / 100) {
            requests.spoil(
                    request,
                    "response_ms is " + took + " and from started_epoch_ms to ended_epoch_ms are "
                            + (ended.asLong() - start) + " ms, which contradict each other");
        }
    }
}
