package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** k6's raw points as JSON lines, {@code --out json=FILE}. */
final class K6Json {
    private K6Json() {}

    static void read(Path path, Draft draft) throws ImportException, IOException {
        K6Metrics metrics = new K6Metrics();
        String file = JsonDocument.name(path);
        Lines.read(path, (text, number) -> {
            if (!text.isBlank()) {
                entry(JsonDocument.line(text, file, number), metrics, draft);
            }
        });
        metrics.addTo(draft);
    }

    private static void entry(JsonNode node, K6Metrics metrics, Draft draft) throws ImportException {
        String metric = JsonDocument.text(node, "metric");
        JsonNode data = node.path("data");
        switch (JsonDocument.text(node, "type")) {
            case "Metric" ->
                metrics.define(
                        metric,
                        data.path("type").asText(),
                        data.path("contains").asText());
            case "Point" -> {
                Map<String, String> tags = new HashMap<>();
                data.path("tags")
                        .properties()
                        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
                double value = JsonDocument.number(data.path("value"), metric);
                if (metric.equals("dropped_iterations") && value > 0) {
                    draft.note("k6 dropped iterations: the load was lower than asked for");
                }
                metrics.point(metric, value, tags);
            }
            default -> throw new ImportException("neither a metric nor a point of k6");
        }
    }
}
