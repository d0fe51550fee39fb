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

/** The API of CloudWatch Logs for the lines that functions logged. Its protocol is AWS's JSON 1.1, not Lambda's. */
final class LogOperations implements Operations {
    private static final String SERVICE = "Logs_20140328.";
    private static final String NO_GROUP = "The specified log group does not exist.";
    /** CloudWatch Logs' own limit of a page, and its default. */
    private static final int MOST_EVENTS = 10_000;

    private final Backend backend;

    LogOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        String target = String.valueOf(call.header("x-amz-target"));
        LogGroups logs = backend.logs();
        if (!target.startsWith(SERVICE)) {
            throw unknown(target);
        }
        try {
            Fields in = new Fields(call.json());
            return switch (target.substring(SERVICE.length())) {
                case "FilterLogEvents" -> reply(200, filter(call, in, logs));
                case "GetLogEvents" -> reply(200, get(call, in, logs));
                case "DeleteLogGroup" -> delete(call, in, logs);
                default -> throw unknown(target);
            };
        } catch (ApiException e) {
            // This protocol names the error in the body.
            return reply(400, Json.object().put("__type", e.type().code()).put("message", e.getMessage()));
        }
    }

    private static ApiException unknown(String target) {
        return new ApiException(
                ErrorType.UNKNOWN_OPERATION,
                "The embedded Lambda has no operation for X-Amz-Target " + target + ". It has some of CloudWatch Logs;"
                        + " see docs/embedded-lambda.md.");
    }

    private static Reply reply(int status, ObjectNode body) {
        return new Reply(status, Map.of("Content-Type", "application/x-amz-json-1.1"), Json.bytes(body));
    }

    private static List<LogGroups.Event> group(Call call, Fields in, LogGroups logs, long fromMillis) {
        List<LogGroups.Event> group = logs.of(call.caller(), groupName(in), fromMillis);
        if (group == null) {
            throw ApiException.notFound(NO_GROUP);
        }
        return group;
    }

    private static String groupName(Fields in) {
        String name = in.text("logGroupName");
        if (name == null) {
            throw invalid("logGroupName is missing; the embedded Lambda does not know logGroupIdentifier");
        }
        return name;
    }

    private static int limit(Fields in) {
        int limit = in.integer("limit", MOST_EVENTS);
        if (limit < 1 || limit > MOST_EVENTS) {
            throw invalid("limit must be from 1 to " + MOST_EVENTS);
        }
        return limit;
    }

    private static ObjectNode filter(Call call, Fields in, LogGroups logs) {
        LogFilter filter = LogFilter.of(in);
        List<LogGroups.Event> group = group(call, in, logs, filter.startMillis());
        long after = token(in);
        int limit = limit(in);
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
        ObjectNode page = Json.object();
        ArrayNode events = page.putArray("events");
        for (LogGroups.Event event : found) {
            view(events, event).put("logStreamName", event.stream()).put("eventId", Long.toString(event.id()));
        }
        page.putArray("searchedLogStreams");
        if (more) {
            page.put("nextToken", Long.toString(found.get(found.size() - 1).id()));
        }
        return page;
    }

    /**
     * Returns one stream, from its head or its tail. The tokens lead to no further page, because a stream here fits
     * into one.
     */
    private static ObjectNode get(Call call, Fields in, LogGroups logs) {
        String stream = in.text("logStreamName");
        List<LogGroups.Event> all = group(call, in, logs, 0).stream()
                .filter(event -> event.stream().equals(stream))
                .toList();
        if (all.isEmpty()) {
            throw ApiException.notFound("The specified log stream does not exist.");
        }
        int count = in.has("nextToken") ? 0 : Math.min(all.size(), limit(in));
        int from = in.flag("startFromHead") ? 0 : all.size() - count;
        ObjectNode page = Json.object();
        ArrayNode events = page.putArray("events");
        all.subList(from, from + count).forEach(event -> view(events, event));
        // A token that is returned unchanged means that there are no more events.
        return page.put("nextForwardToken", in.text("nextToken", "f/end"))
                .put("nextBackwardToken", in.text("nextToken", "b/end"));
    }

    private static ObjectNode view(ArrayNode events, LogGroups.Event event) {
        return events.addObject()
                .put("timestamp", event.epochMillis())
                .put("message", event.message())
                .put("ingestionTime", event.epochMillis());
    }

    private static Reply delete(Call call, Fields in, LogGroups logs) {
        if (!logs.remove(call.caller(), groupName(in))) {
            throw ApiException.notFound(NO_GROUP);
        }
        return new Reply(200, Map.of("Content-Type", "application/x-amz-json-1.1"), new byte[0]);
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
