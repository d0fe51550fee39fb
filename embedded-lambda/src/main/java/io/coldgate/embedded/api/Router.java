package io.coldgate.embedded.api;

import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Operation;
import io.coldgate.embedded.api.wire.RawQuery;
import io.coldgate.embedded.http.Exchange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a request. The raw path is split before it is decoded: an encoded slash is part of a name. */
final class Router {
    private static final Operation[] OPERATIONS = Operation.values();
    private static final int MOST_SEGMENTS = 8;

    private Router() {}

    static Call route(Exchange exchange, String requestId, Caller caller) {
        String path = exchange.rawPath();
        // Older clients send a trailing slash for some operations.
        String trimmed = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String[] segments =
                trimmed.isEmpty() ? new String[0] : trimmed.substring(1).split("/", MOST_SEGMENTS);
        for (Operation operation : OPERATIONS) {
            if (operation.method().equals(exchange.method())) {
                List<String> variables = match(operation.segments(), segments);
                if (variables != null) {
                    return new Call(
                            operation, requestId, caller, variables, RawQuery.parse(exchange.rawQuery()), exchange);
                }
            }
        }
        throw new ApiException(
                ErrorType.UNKNOWN_OPERATION,
                "The embedded Lambda has no operation for " + exchange.method() + " " + path
                        + ". See docs/embedded-lambda.md for those it has.");
    }

    private static @Nullable List<String> match(List<String> pattern, String[] segments) {
        if (pattern.size() != segments.length) {
            return null;
        }
        List<String> variables = new ArrayList<>(2);
        for (int at = 0; at < segments.length; at++) {
            if (pattern.get(at).equals("*")) {
                variables.add(RawQuery.decode(segments[at], false));
            } else if (!pattern.get(at).equals(segments[at])) {
                return null;
            }
        }
        return variables;
    }
}
