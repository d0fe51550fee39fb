package io.coldgate.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.coldgate.unit.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** JSON of other tools, read strictly and with bounds, with messages about invalid fields. */
final class JsonDocument {
    /**
     * The largest file: a JMH file with histograms of a hundred forks has some 20 MB, a Lighthouse report with
     * screenshots 10.
     */
    private static final int MOST_BYTES = 256 << 20;

    /** The deepest nesting: deeper than any report, but a hostile file could otherwise overflow the stack. */
    private static final int MAX_DEPTH = 200;

    private static final int LONGEST = 200;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxDocumentLength(MOST_BYTES)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonDocument() {}

    /** Reads the whole file. */
    static JsonNode read(Path file) throws ImportException, IOException {
        try (InputStream in = Decoded.open(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ImportException(name(file) + ": over " + (MOST_BYTES >> 20) + " MB");
            }
            if (bytes.length == 0) {
                throw new ImportException(name(file) + ": " + Imports.EMPTY);
            }
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new ImportException(where(name(file), e) + problem(e));
        }
    }

    /** A consumer of values. */
    interface Consumer {
        /**
         * Receives the next value.
         *
         * @param number its number, from 1
         * @param inList whether it is an element of a list
         */
        void accept(JsonNode value, long number, boolean inList) throws ImportException;
    }

    /** Passes on each value of a file: the elements of its list, if it is one, otherwise the consecutive values. */
    static void values(Path file, Consumer consumer) throws ImportException, IOException {
        ObjectReader reader = MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        long number = 0;
        try (InputStream in = Decoded.open(file);
                JsonParser parser = MAPPER.getFactory().createParser(in)) {
            boolean inList = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = inList ? parser.nextToken() : parser.currentToken();
            while (token != null && token != JsonToken.END_ARRAY) {
                JsonNode value = reader.readTree(parser);
                try {
                    consumer.accept(value, ++number, inList);
                } catch (ImportException e) {
                    throw new ImportException(name(file) + ": value " + number + ": " + e.getMessage());
                }
                token = parser.nextToken();
            }
            if (inList && parser.nextToken() != null) {
                throw new ImportException(name(file) + ": something stands behind its list");
            }
        } catch (JsonProcessingException e) {
            throw new ImportException(where(name(file), e) + problem(e));
        }
    }

    /** Parses one line of a file. */
    static JsonNode line(String text, String file, long number) throws ImportException {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new ImportException(file + ":" + number + ": " + problem(e));
        }
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : Printable.escape(name.toString(), LONGEST);
    }

    private static String where(String file, JsonProcessingException e) {
        return e.getLocation() == null
                ? file + ": "
                : file + ":" + e.getLocation().getLineNr() + ":"
                        + e.getLocation().getColumnNr() + ": ";
    }

    private static String problem(JsonProcessingException e) {
        // Jackson's own message here is meant for programmers.
        if (e instanceof MismatchedInputException
                && String.valueOf(e.getMessage()).startsWith("Trailing token")) {
            return "not one JSON value: another begins here";
        }
        if (e instanceof JsonParseException && isAtStart(e.getLocation())) {
            return "not JSON from its first character on: name the file that the tool writes as JSON (docs/results.md)";
        }
        String words = e.getOriginalMessage().replaceFirst("\\s*\\(start marker at (?s:.*)", "");
        return "not whole JSON: " + Printable.escape(words, LONGEST);
    }

    private static boolean isAtStart(@Nullable JsonLocation at) {
        return at != null && at.getLineNr() == 1 && at.getColumnNr() == 1;
    }

    /** Returns a required text. */
    static String text(JsonNode node, String name) throws ImportException {
        JsonNode child = node.path(name);
        if (!child.isTextual()) {
            throw new ImportException("\"" + name + "\" is missing or not a text");
        }
        return child.asText();
    }

    /** Returns a required number that is zero or more. */
    static double number(JsonNode node, String what) throws ImportException {
        double value = node.isNumber() ? node.asDouble() : Double.NaN;
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new ImportException(what + ": not a number of zero or more: " + shown(node));
        }
        return value;
    }

    /** Returns a required list. */
    static JsonNode list(JsonNode node, String name) throws ImportException {
        JsonNode child = node.path(name);
        if (!child.isArray()) {
            throw new ImportException("\"" + name + "\" is missing or not a list");
        }
        return child;
    }

    private static String shown(JsonNode node) {
        return node.isMissingNode() ? "nothing" : Printable.escape(node.toString(), 60);
    }
}
