package io.coldgate.sample;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one entry of {@code results:}.
 *
 * @param source the entry
 * @param facts facts about the tool and its host, such as {@code jmh: 1.37}; in the tool's order
 * @param notes notes for the reader, one line each
 * @param series all series, in the tool's order
 * @param problem why none of them can be judged; empty if they can
 */
public record ToolResults(
        Source source,
        Map<String, String> facts,
        List<String> notes,
        List<ToolSeries> series,
        Optional<String> problem) {
    /** Copies the collections, the facts in their order. */
    public ToolResults {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
        notes = List.copyOf(notes);
        series = List.copyOf(series);
    }

    /** Returns results that could not be read. */
    public static ToolResults broken(Source source, String problem) {
        return new ToolResults(source, Map.of(), List.of(), List.of(), Optional.of(problem));
    }

    /**
     * One entry of {@code results:}.
     *
     * @param tool the tool
     * @param path the path as written in the thresholds file
     */
    public record Source(Tool tool, String path) {
        /** Returns {@code jmh target/jmh-result.json}. */
        public String shown() {
            return tool.key() + " " + path;
        }
    }
}
