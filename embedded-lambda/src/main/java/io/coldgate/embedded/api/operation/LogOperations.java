package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.invoke.LogGroups;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Fields;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CloudWatch Logs: FilterLogEvents over the lines that functions logged. Its protocol is AWS's JSON 1.1, not Lambda's. */
final class LogOperations implements Operations {
    private static final String TARGET = "Logs_20140328.FilterLogEvents";
    /** CloudWatch Logs' own limit of a page, and its default. */
    private static final int MOST_EVENTS = 10_000;

    private final Backend backend;

    LogOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        String target = call.header("x-amz-target");
        LogGroups logs = backend.logs();
        if (logs == null || !TARGET.equals(target)) {
            throw new ApiException(
                    ErrorType.UNKNOWN_OPERATION,
                    "The embedded Lambda has no operation for X-Amz-Target " + target + ". With a model it has "
                            + TARGET + "; see docs/embedded-lambda.md.");
        }
        try {
            return reply(200, filter(call, new Fields(call.json()), logs));
        } catch (ApiException e) {
            // This protocol names the error in the body.
            return reply(400, Json.object().put("__type", e.type().code()).put("message", e.getMessage()));
        }
    }

    private static Reply reply(int status, ObjectNode body) {
        return new Reply(status, Map.of("Content-Type", "application/x-amz-json-1.1"), Json.bytes(body));
    }

    private static ObjectNode filter(Call call, Fields in, LogGroups logs) {
        String name = in.text("logGroupName");
        if (name == null) {
            throw invalid("logGroupName is missing: groups are named, not identified, here");
        }
        List<LogGroups.Event> group = logs.of(call.caller(), name);
        if (group == null) {
            throw ApiException.notFound("The specified log group does not exist.");
        }
        LogFilter filter = LogFilter.of(in);
        long after = token(in);
        int limit = in.integer("limit", MOST_EVENTS);
        if (limit < 1 || limit > MOST_EVENTS) {
            throw invalid("limit must be from 1 to " + MOST_EVENTS);
        }
        List<LogGroups.Event> found = new ArrayList<>();
        boolean more = false;
        for (LogGroups.Event event : group) {
            if (event.id() > after && filter.accepts(event)) {
                more = found.size() == limit;
                if (more) {
                    break;
                }
                found.add(event);
            }
        }
        return page(found, more);
    }

    private static ObjectNode page(List<LogGroups.Event> found, boolean more) {
        ObjectNode page = Json.object();
        ArrayNode events = page.putArray("events");
        for (LogGroups.Event event : found) {
            events.addObject()
                    .put("logStreamName", event.stream())
                    .put("timestamp", event.epochMillis())
                    .put("message", event.message())
                    .put("ingestionTime", event.epochMillis())
                    .put("eventId", Long.toString(event.id()));
        }
        page.putArray("searchedLogStreams");
        if (more) {
            page.put("nextToken", Long.toString(found.get(found.size() - 1).id()));
        }
        return page;
    }

    private static long token(Fields in) {
        String token = in.text("nextToken");
        if (token == null) {
            return 0;
        }
        if (!token.matches("\\d{1,18}")) {
            throw invalid("The specified nextToken is invalid.");
        }
        return Long.parseLong(token);
    }

    static ApiException invalid(String message) {
        return new ApiException(ErrorType.INVALID_PARAMETER, message);
    }

    /** A whole number that may be larger than an int, or {@code fallback}. */
    static long millis(Fields in, String name, long fallback) {
        JsonNode value = in.object().get(name);
        if (value == null || value.isNull()) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw invalid(name + " must be milliseconds since 1970");
        }
        return value.longValue();
    }
}
