package io.coldgate.report.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;

/** Parses untrusted JSON with bounded depth. */
public final class BoundedJson {
    /** The deepest nesting that is accepted; GitHub's events and reports of the gate nest less. */
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
     * Returns the value of a single JSON text; a missing node for an empty text.
     *
     * @throws IOException when the text is not JSON or nests too deeply
     */
    public static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode node = MAPPER.readTree(bytes);
        return node == null ? MissingNode.getInstance() : node;
    }

    /** Returns an object with a single field, for a request's body. */
    public static byte[] object(String name, String value) throws IOException {
        return MAPPER.writeValueAsBytes(MAPPER.createObjectNode().put(name, value));
    }
}
