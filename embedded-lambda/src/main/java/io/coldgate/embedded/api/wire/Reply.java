package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param headers headers, except those that every answer has
 * @param body the body; empty for none
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /** A JSON answer. */
    public static Reply json(int status, JsonNode body) {
        return new Reply(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    /** An answer without a body. */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), NOTHING);
    }

    /** Returns the answer with one more header. */
    public Reply with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }
}
