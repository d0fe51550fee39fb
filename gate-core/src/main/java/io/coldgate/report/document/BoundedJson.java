package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** JSON from outside, of bounded depth. */
public final class BoundedJson {
    /** GitHub's events and our report have fewer levels. */
    private static final int DEEPEST = 40;

    private static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private BoundedJson() {}

    /**
     * Returns the value of one text; a missing node of an empty one.
     *
     * @throws IOException when it is no JSON, or nests too deeply
     */
    public static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode node = MAPPER.readTree(bytes);
        return node == null ? MissingNode.getInstance() : node;
    }

    /** Returns an object of one text, as a request's body. */
    public static byte[] object(String name, String value) throws IOException {
        return MAPPER.writeValueAsBytes(MAPPER.createObjectNode().put(name, value));
    }
}
