package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import io.coldgate.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/** Reads and writes fields of a report. Reading bounds sizes and checks the type of every field. */
final class Fields {
    /** The longest list, and the largest table, that is read. */
    static final int MOST_ENTRIES = 20_000;

    private static final int LONGEST_TEXT = 4000;

    private Fields() {}

    static <T> List<T> each(JsonNode list, Function<JsonNode, T> entry) {
        List<T> entries = new ArrayList<>();
        list.forEach(node -> entries.add(entry.apply(node)));
        return entries;
    }

    static List<String> texts(JsonNode list) {
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("a list of texts is none, or one of more than " + MOST_ENTRIES);
        }
        return each(list, node -> cut(node.asText("")));
    }

    static Map<String, String> textsByName(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().stream()
                .limit(MOST_ENTRIES)
                .forEach(field ->
                        texts.put(cut(field.getKey()), cut(field.getValue().asText(""))));
        return texts;
    }

    static OptionalInt integer(JsonNode node, String name) {
        return node.has(name) ? OptionalInt.of(node.path(name).asInt()) : OptionalInt.empty();
    }

    static OptionalDouble decimal(JsonNode node, String name) {
        return node.has(name) ? OptionalDouble.of(node.path(name).asDouble()) : OptionalDouble.empty();
    }

    /** Returns a number, or the value that null represents in this field. */
    static double number(JsonNode node, String name, double ofNull) {
        JsonNode value = node.path(name);
        return value.isNull() || value.isMissingNode() ? ofNull : value.asDouble();
    }

    /** Returns a time or a size, which is finite and not negative; zero if there is none. */
    static double amount(JsonNode node, String name) {
        double amount = node.has(name) ? node.path(name).asDouble(-1) : 0;
        if (!(amount >= 0) || Double.isInfinite(amount)) {
            throw new IllegalArgumentException("\"" + name + "\" must be zero or more");
        }
        return amount;
    }

    /** Returns a finite number; zero if there is none. */
    static double finite(JsonNode node, String name) {
        double number = node.has(name) ? node.path(name).asDouble(Double.NaN) : 0;
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("\"" + name + "\" is not a finite number");
        }
        return number;
    }

    static Verdict verdict(JsonNode node) {
        return verdict(node, "verdict");
    }

    static Verdict verdict(JsonNode node, String name) {
        String text = text(node, name);
        for (Verdict verdict : Verdict.values()) {
            if (verdict.name().equals(text)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("no verdict: " + Printable.quote(text));
    }

    static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isArray() || list.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException("\"" + name + "\" is no list, or one of more than " + MOST_ENTRIES);
        }
        return list;
    }

    /** Returns a text; empty if there is none. */
    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return "";
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" is not a text");
        }
        return cut(value.asText());
    }

    /** Returns the text, cut if it is longer than any text that the gate writes. */
    static String cut(String text) {
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT / 2)) + "…";
    }

    static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }

    static void texts(JsonGenerator out, String name, Map<String, String> texts) throws IOException {
        out.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.writeStringField(text.getKey(), text.getValue());
        }
        out.writeEndObject();
    }

    static void number(JsonGenerator out, String name, OptionalDouble value) throws IOException {
        if (value.isPresent()) {
            number(out, name, value.getAsDouble());
        }
    }

    /** Writes a number, without decimals if it is whole; null for a value that is not a number. */
    static void number(JsonGenerator out, String name, double value) throws IOException {
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            out.writeNullField(name);
        } else if (value == Math.rint(value) && Math.abs(value) < 1L << 53) {
            out.writeNumberField(name, (long) value);
        } else {
            out.writeNumberField(name, value);
        }
    }
}
