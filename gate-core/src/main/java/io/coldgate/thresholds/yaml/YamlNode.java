package io.coldgate.thresholds.yaml;

import io.coldgate.thresholds.diagnostic.Position;
import java.util.List;

/**
 * YAML as it stands in the file: scalars are raw text, so that {@code no}, {@code 017} and {@code 1_000} mean
 * themselves.
 */
public sealed interface YamlNode {
    Position position();

    /** Returns the kind with its article, for messages: {@code a list}. */
    String kind();

    /**
     * A single value.
     *
     * @param plain whether it stands without quotes
     */
    record Scalar(String text, boolean plain, Position position) implements YamlNode {
        /** Returns whether there is nothing, or one of YAML's words for it. */
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
