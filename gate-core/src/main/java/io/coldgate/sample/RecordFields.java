package io.coldgate.sample;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the members of a record of a results file; refuses missing members and those of the wrong type or out of range.
 */
final class RecordFields {
    private RecordFields() {}

    static Arm arm(JsonNode node) {
        return node.has("arm") ? constant(Arm.class, node, "arm") : Arm.CANDIDATE;
    }

    static double amount(String name, JsonNode node) {
        double value = node.isNumber() ? node.asDouble() : Double.NaN;
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is not a number of zero or more: " + node);
        }
        return value;
    }

    static JsonNode object(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isObject()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not an object");
        }
        return child;
    }

    static String text(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a text");
        }
        return child.asText();
    }

    /** Returns the texts of an object by their names, in the file's order. */
    static Map<String, String> texts(JsonNode node, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(node, name)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    static long whole(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isIntegralNumber() || !child.canConvertToLong()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a whole number");
        }
        return child.asLong();
    }

    static long between(JsonNode node, String name, long least, long most) {
        long value = whole(node, name);
        if (value < least || value > most) {
            throw new IllegalArgumentException("\"" + name + "\" is out of range: " + value);
        }
        return value;
    }

    static JsonNode list(JsonNode node, String name) {
        JsonNode child = node.path(name);
        if (!child.isArray()) {
            throw new IllegalArgumentException("\"" + name + "\" is missing or not a list");
        }
        return child;
    }

    static <E extends Enum<E>> E constant(Class<E> type, JsonNode node, String name) {
        String text = text(node, name);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("unknown " + name + " \"" + text + "\"", e);
        }
    }
}
