package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Position;
import java.util.List;

/**
 * YAML as written in the file: scalars are raw text, so {@code no}, {@code 017} and {@code 1_000} are not converted.
 */
public sealed interface YamlNode {
    Position position();

    /** Returns the kind with an article, for messages: {@code a list}. */
    String kind();

    /**
     * A single value.
     *
     * @param plain whether it is written without quotes
     */
    record Scalar(String text, boolean plain, Position position) implements YamlNode {
        /** Returns whether the value is missing, or is one of YAML's words for null. */
        public boolean isNull() {
            return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }

        @Override
        public String kind() {
            return isNull() ? "nothing" : "a single value";
        }
    }

    /** A list. */
    record Sequence(List<YamlNode> items, Position position) implements YamlNode {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys, each once, and their values, in the file's order. */
    record Mapping(List<Entry> entries, Position position) implements YamlNode {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /** A key and its value. */
    record Entry(Scalar key, YamlNode value) {}
}
