package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request, each read as the type that the API's model defines. A null member counts as absent; a
 * member of another type is a SerializationException.
 *
 * @param object the JSON object
 */
public record Fields(ObjectNode object) {
    /** Returns whether the member is present. */
    public boolean has(String name) {
        return object.hasNonNull(name);
    }

    /** A string, or null. */
    public @Nullable String text(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value.textValue();
    }

    /** A string, or {@code fallback}. */
    public String text(String name, String fallback) {
        String value = text(name);
        return value == null ? fallback : value;
    }

    /** A whole number, or null. */
    public @Nullable Integer integer(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(name, "an integer");
        }
        return value.intValue();
    }

    /** A whole number, or {@code fallback}. */
    public int integer(String name, int fallback) {
        Integer value = integer(name);
        return value == null ? fallback : value;
    }

    /** A boolean; absent is false. */
    public boolean flag(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "a boolean");
        }
        return value.booleanValue();
    }

    /** The members of an object; absent is an object without members. */
    public Fields fields(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return new Fields(Json.object());
        }
        if (!(value instanceof ObjectNode members)) {
            throw wrong(name, "an object");
        }
        return new Fields(members);
    }

    /** A list of strings; absent is null. */
    public @Nullable List<String> texts(String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            throw wrong(name, "a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                throw wrong(name, "a list of strings");
            }
            texts.add(item.textValue());
        }
        return texts;
    }

    /** A map of strings, in the order given; absent is null. */
    public @Nullable Map<String, String> map(String name) {
        if (!has(name)) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : fields(name).object().properties()) {
            if (!member.getValue().isTextual()) {
                throw wrong(name, "a map of strings");
            }
            map.put(member.getKey(), member.getValue().textValue());
        }
        return map;
    }

    /** The decoded {@code ZipFile}, or null. */
    public byte @Nullable [] zipFile() {
        JsonNode value = object.get("ZipFile");
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof BinaryNode binary) {
            return binary.binaryValue();
        }
        throw wrong("ZipFile", "base64");
    }

    private static ApiException wrong(String name, String expected) {
        return new ApiException(ErrorType.SERIALIZATION, name + " must be " + expected);
    }
}
