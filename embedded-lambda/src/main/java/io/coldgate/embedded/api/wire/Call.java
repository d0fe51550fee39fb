package io.coldgate.embedded.api.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.http.BodyTooLargeException;
import io.coldgate.embedded.http.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request of the API, after routing.
 *
 * @param operation the requested operation
 * @param requestId the id that its answer carries
 * @param caller the account and region of the functions that it is about
 * @param path the path's variable segments, decoded
 * @param query the query's parameters, decoded; a repeated parameter has several values
 * @param exchange the request itself
 */
public record Call(
        Operation operation,
        String requestId,
        Caller caller,
        List<String> path,
        Map<String, List<String>> query,
        Exchange exchange) {
    /** The first query parameter of that name, or null. An empty one counts as none. */
    public @Nullable String parameter(String name) {
        List<String> values = query.get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    /** The request's header, or null. */
    public @Nullable String header(String name) {
        return exchange.header(name);
    }

    /** The body as a JSON object; an empty body is an empty object. */
    public ObjectNode json() throws IOException {
        byte[] body;
        try {
            body = exchange.readBody(Sizes.REQUEST_BYTES);
        } catch (BodyTooLargeException e) {
            throw new ApiException(
                    ErrorType.REQUEST_ENTITY_TOO_LARGE,
                    "Request must be smaller than " + Sizes.REQUEST_BYTES + " bytes for the " + operation.title()
                            + " operation");
        }
        try {
            JsonNode value = Json.parse(body);
            if (value.isMissingNode()) {
                return Json.object();
            }
            if (value instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException e) {
            throw new ApiException(ErrorType.SERIALIZATION, "Could not parse request body: " + e.getOriginalMessage());
        }
        throw new ApiException(ErrorType.SERIALIZATION, "Could not parse request body: it is not a JSON object");
    }
}
