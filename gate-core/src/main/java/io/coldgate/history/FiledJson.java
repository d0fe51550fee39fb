package io.coldgate.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A filed entry as JSON on one line: writes it, and reads its members. Invalid content causes an
 * {@link IllegalArgumentException} with a one-sentence message.
 */
final class FiledJson {
    private static final int LONGEST_TEXT = 500;

    private FiledJson() {}

    /** Writes the members of an open object. */
    interface Members {
        void writeTo(JsonGenerator out) throws IOException;
    }

    /** Returns an object on one line, with a line break at its end. */
    static String line(Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            members.writeTo(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.append('\n').toString();
    }

    static JsonNode list(JsonNode node, String name) {
        JsonNode list = node.path(name);
        if (!list.isArray()) {
            throw new IllegalArgumentException(name + ": not a list");
        }
        return list;
    }

    static String text(JsonNode node, String name, String pattern) {
        String text = text(node, name);
        if (!text.matches(pattern)) {
            throw new IllegalArgumentException(name + ": " + Printable.quote(text) + " is not a digest");
        }
        return text;
    }

    static String text(JsonNode node, String name) {
        return text(name, node.path(name));
    }

    /** Returns the text of a value with this name, or in a list with this name. */
    static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": not a text");
        }
        return bounded(value.textValue(), name);
    }

    /** Returns a text cut to the length limit of a file; a longer text ends with three dots. */
    static String cut(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT - 1) + "…" : text;
    }

    static String bounded(String text, String name) {
        if (text.length() > LONGEST_TEXT) {
            throw new IllegalArgumentException(
                    Printable.escape(name, 40) + ": longer than " + LONGEST_TEXT + " characters");
        }
        return text;
    }

    static boolean flag(JsonNode node, String name) {
        if (!node.path(name).isBoolean()) {
            throw new IllegalArgumentException(name + ": neither true nor false");
        }
        return node.path(name).booleanValue();
    }

    static long whole(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.canConvertToLong() || !value.isIntegralNumber() || value.longValue() < 0) {
            throw new IllegalArgumentException(name + ": not a whole number from 0");
        }
        return value.longValue();
    }

    static int count(JsonNode node, String name) {
        return (int) Math.min(Integer.MAX_VALUE, whole(node, name));
    }

    static double number(JsonNode value, double absent) {
        if (!value.isNumber() && !value.isNull()) {
            throw new IllegalArgumentException("a number is missing");
        }
        return value.isNull() ? absent : value.doubleValue();
    }

    static <E extends Enum<E>> E constant(Class<E> type, String text, String name) {
        for (E each : type.getEnumConstants()) {
            if (each.name().equals(text.toUpperCase(Locale.ROOT))) {
                return each;
            }
        }
        throw new IllegalArgumentException(name + ": unknown value " + Printable.quote(text));
    }
}
