package io.coldgate.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * k6's raw points as JSON, {@code --out json=FILE}: one per line, as written by k6, or rewritten by another program as
 * a list, or as values that span lines.
 */
final class K6Json {
    private final K6Metrics metrics = new K6Metrics();
    private final Draft draft;

    private K6Json(Draft draft) {
        this.draft = draft;
    }

    static void read(Path path, Draft draft) throws ImportException, IOException {
        K6Json points = new K6Json(draft);
        String file = JsonDocument.name(path);
        Lines.read(path, (text, number) -> {
            if (!text.isBlank()) {
                points.entry(JsonDocument.line(text, file, number));
            }
        });
        points.metrics.addTo(draft);
    }

    /** Reads values that are not on one line each; a single value that is not a point or a metric is a summary. */
    static void readValues(Path path, Draft draft) throws ImportException, IOException {
        K6Json points = new K6Json(draft);
        JsonDocument.values(path, (value, number, inList) -> {
            if (inList || isEntry(value)) {
                points.entry(value);
            } else if (number == 1) {
                K6Summary.read(value, draft);
            } else {
                throw new ImportException(
                        "not one JSON value, nor points of k6: another value begins behind the first");
            }
        });
        points.metrics.addTo(draft);
    }

    private static boolean isEntry(JsonNode value) {
        return value.path("metric").isTextual() && value.path("type").isTextual() && value.has("data");
    }

    private void entry(JsonNode node) throws ImportException {
        String metric = JsonDocument.text(node, "metric");
        JsonNode data = node.path("data");
        switch (JsonDocument.text(node, "type")) {
            case "Metric" -> {
                if (data.path("name").isTextual() && !data.path("name").asText().equals(metric)) {
                    throw new ImportException("metric is " + Printable.quote(metric) + " and its data.name "
                            + Printable.quote(data.path("name").asText()) + ", which contradict each other");
                }
                metrics.define(
                        metric,
                        data.path("type").asText(),
                        data.path("contains").asText());
            }
            case "Point" -> {
                Map<String, String> tags = new HashMap<>();
                data.path("tags")
                        .properties()
                        .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asText()));
                JsonNode number = data.path("value");
                // A custom metric may be below zero, which limits do not support; other metrics can still be judged.
                double value = number.isNumber() && number.asDouble() < 0
                        ? number.asDouble()
                        : JsonDocument.number(number, metric);
                if (metric.equals("dropped_iterations") && value > 0) {
                    draft.note("k6 dropped iterations: the load was lower than asked for");
                }
                metrics.point(metric, value, tags);
            }
            default -> throw new ImportException("neither a metric nor a point of k6");
        }
    }
}
