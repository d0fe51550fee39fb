package io.coldgate.lambda;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.coldgate.sample.Failure;
import io.coldgate.unit.Printable;

/** Reads the error document that Lambda returns for a failed invocation. */
final class FunctionErrors {
    /** Longest text of a message, in characters; more says nothing more. */
    private static final int MAX_TEXT = 500;

    private final ObjectMapper mapper = new ObjectMapper();

    /** The failure that the payload tells of. */
    Failure parse(String functionError, String payload) {
        JsonNode node;
        try {
            node = mapper.readTree(payload);
        } catch (JsonProcessingException e) {
            node = mapper.createObjectNode();
        }
        String type = node.path("errorType").asText(functionError);
        String message = node.path("errorMessage").asText(payload);
        return new Failure(Printable.escape(type, MAX_TEXT), Printable.escape(message, MAX_TEXT));
    }
}
