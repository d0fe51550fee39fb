package io.coldgate.embedded.api.url;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A function's response as HTTP (payload format 2.0): an object with {@code statusCode} describes the whole response,
 * anything else is the body of a 200.
 */
final class UrlResponse {
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final int PRELUDE_ZEROS = 8;
    private static final int LEAST_STATUS = 200;
    private static final int MOST_STATUS = 599;

    private UrlResponse() {}

    /** The answer for a function error, and for a response that cannot be mapped. */
    static Reply badGateway() {
        return text(502, "Internal Server Error");
    }

    static Reply text(int status, String body) {
        return new Reply(status, Map.of("Content-Type", "text/plain"), body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply of(byte[] payload) {
        JsonNode response;
        try {
            response = Json.parse(payload);
        } catch (JsonProcessingException e) {
            return new Reply(200, Map.of("Content-Type", "application/json"), payload);
        }
        if (response instanceof ObjectNode object && object.has("statusCode")) {
            try {
                return mapped(object);
            } catch (IllegalArgumentException e) {
                return badGateway();
            }
        }
        return new Reply(200, Map.of("Content-Type", "application/json"), payload);
    }

    /**
     * A streamed response: the function's prelude, a JSON object and eight zero bytes, gives status, headers and
     * cookies of the body that follows. Without a prelude, everything is the body.
     */
    static Reply ofStream(byte[] payload) {
        int end = preludeEnd(payload);
        try {
            if (end > 0 && Json.parse(Arrays.copyOf(payload, end)) instanceof ObjectNode prelude) {
                ObjectNode head = prelude.deepCopy();
                head.remove("body");
                if (!head.has("statusCode")) {
                    head.put("statusCode", 200);
                }
                Reply mapped = mapped(head);
                byte[] body = Arrays.copyOfRange(payload, end + PRELUDE_ZEROS, payload.length);
                return new Reply(mapped.status(), mapped.headers(), body);
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            return badGateway();
        }
        return new Reply(200, Map.of("Content-Type", "application/octet-stream"), payload);
    }

    private static int preludeEnd(byte[] payload) {
        int zeros = 0;
        for (int at = 0; at < payload.length; at++) {
            zeros = payload[at] == 0 ? zeros + 1 : 0;
            if (zeros == PRELUDE_ZEROS) {
                return at + 1 - PRELUDE_ZEROS;
            }
        }
        return -1;
    }

    private static Reply mapped(ObjectNode response) {
        int status = response.path("statusCode").asInt(0);
        if (status < LEAST_STATUS || status > MOST_STATUS) {
            throw new IllegalArgumentException("statusCode " + status);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
            headers.put(
                    lower(headerName(header.getKey())),
                    headerValue(header.getValue().asText()));
        }
        int cookies = 0;
        for (JsonNode cookie : response.path("cookies")) {
            headers.put(spelling(cookies), headerValue(cookie.asText()));
            cookies++;
        }
        JsonNode body = response.path("body");
        String text =
                body.isTextual() ? body.textValue() : body.isMissingNode() || body.isNull() ? "" : Json.text(body);
        byte[] bytes = response.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(text)
                : text.getBytes(StandardCharsets.UTF_8);
        // The server owns the connection: the function does not control its framing.
        headers.keySet()
                .removeIf(name ->
                        name.equals("content-length") || name.equals("transfer-encoding") || name.equals("connection"));
        return new Reply(status, headers, bytes);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String headerName(String name) {
        if (!HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("header name");
        }
        return name;
    }

    // A line break in a value would let a function inject headers.
    private static String headerValue(String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7F)) {
            throw new IllegalArgumentException("header value");
        }
        return value;
    }

    // Header maps have unique keys and HTTP ignores case: the n-th cookie has the n-th spelling of its name.
    private static String spelling(int n) {
        StringBuilder name = new StringBuilder("set-cookie");
        for (int bit = 0; bit < name.length(); bit++) {
            if ((n >> bit & 1) == 1) {
                name.setCharAt(bit, Character.toUpperCase(name.charAt(bit)));
            }
        }
        return name.toString();
    }
}
