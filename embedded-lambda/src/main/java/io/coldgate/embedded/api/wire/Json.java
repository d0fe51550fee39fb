package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * JSON trees, read and written by streaming. There is no {@code ObjectMapper}: building one costs more than the rest of
 * the start-up. A zip file's base64 is decoded while it is read.
 */
public final class Json {
    /** The deepest nesting that is accepted: requests of the API need 5, events of real services stay below 50. */
    static final int MAX_DEPTH = 500;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Sizes.REQUEST_BYTES)
                    .build())
            .build();
    /** Names of objects whose {@code ZipFile} is a package; the empty name is the root. */
    private static final Set<String> ZIP_PARENTS = Set.of("", "Code", "Content");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Json() {}

    /** A new, empty object. */
    public static ObjectNode object() {
        return NODES.objectNode();
    }

    /** A new, empty array. */
    public static ArrayNode array() {
        return NODES.arrayNode();
    }

    /** The strings as an array. */
    public static ArrayNode array(Iterable<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }

    /** The strings as an object. */
    public static ObjectNode object(Map<String, String> values) {
        ObjectNode object = NODES.objectNode();
        values.forEach(object::put);
        return object;
    }

    /**
     * Reads one value. The string member {@code ZipFile} of the root, {@code Code} or {@code Content} is decoded from
     * base64; anywhere else, for example as the name of an environment variable, it stays a string.
     */
    public static JsonNode parse(byte[] json) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            if (parser.currentToken() == null) {
                return NODES.missingNode();
            }
            JsonNode value = read(parser, "");
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more after the value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Checks the whole text without keeping any of it. */
    public static void check(byte[] json) throws JsonProcessingException {
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return;
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "there is more after the value");
            }
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value as UTF-8. */
    public static byte[] bytes(JsonNode value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            write(value, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The value as text. */
    public static String text(JsonNode value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static JsonNode read(JsonParser parser, String member) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser, member);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> NODES.numberNode(parser.getIntValue());
                    case LONG -> NODES.numberNode(parser.getLongValue());
                    default -> NODES.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            default -> NODES.nullNode();
        };
    }

    private static ObjectNode readObject(JsonParser parser, String member) throws IOException {
        ObjectNode object = NODES.objectNode();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING && name.equals("ZipFile") && ZIP_PARENTS.contains(member)) {
                object.put(name, parser.getBinaryValue());
            } else {
                object.set(name, read(parser, name));
            }
        }
        return object;
    }

    private static ArrayNode readArray(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser, "[]"));
        }
        return array;
    }

    private static void write(JsonNode value, JsonGenerator out) throws IOException {
        switch (value.getNodeType()) {
            case OBJECT -> {
                out.writeStartObject();
                for (Map.Entry<String, JsonNode> member : value.properties()) {
                    out.writeFieldName(member.getKey());
                    write(member.getValue(), out);
                }
                out.writeEndObject();
            }
            case ARRAY -> {
                out.writeStartArray();
                for (JsonNode item : value) {
                    write(item, out);
                }
                out.writeEndArray();
            }
            case STRING -> out.writeString(value.textValue());
            case BINARY -> out.writeBinary(value.binaryValue());
            case BOOLEAN -> out.writeBoolean(value.booleanValue());
            case NUMBER -> {
                if (value.isFloatingPointNumber()) {
                    out.writeNumber(value.doubleValue());
                } else if (value.canConvertToLong()) {
                    out.writeNumber(value.longValue());
                } else {
                    out.writeNumber(value.bigIntegerValue());
                }
            }
            default -> out.writeNull();
        }
    }
}
