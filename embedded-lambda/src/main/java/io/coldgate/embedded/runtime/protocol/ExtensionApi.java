package io.coldgate.embedded.runtime.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The Extensions API, version 2020-01-01, of one process, for external and internal extensions. Subscriptions to
 * telemetry and logs are answered as AWS's runtime interface emulator does: with 202, and nothing is ever sent.
 */
final class ExtensionApi {
    private static final String PREFIX = "/2020-01-01/extension/";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final String FEATURES = "lambda-extension-accept-feature";
    private static final int MAX_BODY = 64 * 1024;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ExtensionRequests requests;
    private final EnvironmentSpec spec;
    private final Runnable allRegistered;

    /**
     * The API of a process.
     *
     * @param allRegistered called when the last external extension has registered
     */
    ExtensionApi(ExtensionRequests requests, EnvironmentSpec spec, Runnable allRegistered) {
        this.requests = requests;
        this.spec = spec;
        this.allRegistered = allRegistered;
    }

    /** Answers the request if it is for this API; returns whether it is. */
    boolean handle(Exchange exchange) throws IOException {
        switch (exchange.method() + " " + exchange.rawPath()) {
            case "POST " + PREFIX + "register" -> register(exchange);
            case "GET " + PREFIX + "event/next" -> next(exchange);
            case "POST " + PREFIX + "init/error" -> fails(exchange, "Extension.InitError");
            case "POST " + PREFIX + "exit/error" -> fails(exchange, "Extension.ExitError");
            case "PUT /2022-07-01/telemetry" -> notSupported(exchange, "Telemetry");
            case "PUT /2020-08-15/logs" -> notSupported(exchange, "Logs");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void register(Exchange exchange) throws IOException {
        String name = exchange.header("lambda-extension-name");
        if (name == null || name.isEmpty()) {
            refuse(exchange, "Extension.InvalidExtensionName", "Empty extension name");
            return;
        }
        EnumSet<Extensions.Event> events = EnumSet.noneOf(Extensions.Event.class);
        try {
            for (String event : events(exchange.readBody(MAX_BODY))) {
                events.add(Extensions.Event.valueOf(event));
            }
        } catch (JsonProcessingException e) {
            refuse(exchange, "InvalidRequestFormat", "the body is not JSON");
            return;
        } catch (IllegalArgumentException e) {
            refuse(exchange, "Extension.InvalidEventType", "events are INVOKE and SHUTDOWN");
            return;
        }
        Extensions.Reply reply = requests.register(name, events);
        if (reply instanceof Extensions.Reply.Granted granted) {
            exchange.respond(
                    200,
                    Map.of("Content-Type", "application/json", IDENTIFIER, granted.id()),
                    registered(exchange.header(FEATURES)).toString().getBytes(StandardCharsets.UTF_8));
            if (requests.allRegistered()) {
                allRegistered.run();
            }
        } else if (reply instanceof Extensions.Reply.Refused refused) {
            refuse(exchange, refused.type(), refused.message());
        } else {
            throw new IllegalStateException("a reply that nobody sends: " + reply);
        }
    }

    /**
     * Returns the strings of the list {@code events} of a JSON object, by tokens: building a mapper would slow down a
     * start.
     */
    private static List<String> events(byte[] body) throws IOException {
        List<String> events = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return events;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("events");
                boolean list = parser.nextToken() == JsonToken.START_ARRAY;
                while (wanted && list && parser.nextToken() != JsonToken.END_ARRAY) {
                    events.add(parser.getText());
                }
                parser.skipChildren();
            }
        }
        return events;
    }

    private ObjectNode registered(@Nullable String features) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("functionName", spec.functionName());
        body.put("functionVersion", spec.version());
        body.put("handler", spec.handler());
        if (features != null && features.contains("accountId")) {
            body.put("accountId", spec.account());
        }
        return body;
    }

    private void next(Exchange exchange) throws IOException {
        Extensions.Reply reply = requests.asks(exchange.header(IDENTIFIER), exchange.receivedNanos());
        if (reply instanceof Extensions.Reply.Refused refused) {
            refuse(exchange, refused.type(), refused.message());
            return;
        }
        Extensions.Given given;
        try {
            given = requests.next(((Extensions.Reply.Granted) reply).id());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an extension waits");
        }
        if (given == null) {
            throw new IOException("the environment is gone");
        }
        exchange.respond(
                200,
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Lambda-Extension-Event-Identifier",
                        UUID.randomUUID().toString()),
                event(given).toString().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode event(Extensions.Given given) throws IOException {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        if (given instanceof Extensions.Given.Invoke invoke) {
            InvocationRequest request = invoke.invocation().request();
            event.put("eventType", "INVOKE");
            event.put("deadlineMs", RuntimeApi.deadlineMillis(invoke.invocation()));
            event.put("requestId", request.requestId());
            event.put("invokedFunctionArn", request.invokedFunctionArn());
            String trace = request.traceId();
            if (trace != null && !trace.isEmpty()) {
                event.putObject("tracing").put("type", "X-Amzn-Trace-Id").put("value", trace);
            }
            return event;
        }
        if (!(given instanceof Extensions.Given.Shutdown)) {
            throw new IllegalStateException("an event that nobody sends: " + given);
        }
        ExtensionShutdown shutdown = requests.shutdown();
        if (shutdown == null) {
            throw new IOException("the environment is gone");
        }
        event.put("eventType", "SHUTDOWN");
        event.put("shutdownReason", shutdown.reason());
        event.put("deadlineMs", shutdown.deadlineMillis());
        return event;
    }

    private void fails(Exchange exchange, String type) throws IOException {
        exchange.readBody(MAX_BODY);
        String own = exchange.header("lambda-extension-function-error-type");
        if (own == null || own.isEmpty()) {
            refuse(exchange, "Extension.MissingHeader", "Lambda-Extension-Function-Error-Type not found");
            return;
        }
        Extensions.Reply reply = requests.fails(exchange.header(IDENTIFIER), type);
        if (reply instanceof Extensions.Reply.Refused refused) {
            refuse(exchange, refused.type(), refused.message());
        } else if (reply instanceof Extensions.Reply.Granted) {
            exchange.respond(202, JSON, "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII));
        } else {
            throw new IllegalStateException("a reply that nobody sends: " + reply);
        }
    }

    private static void refuse(Exchange exchange, String type, String message) throws IOException {
        exchange.respond(403, JSON, ErrorDocument.messageFirst(type, message));
    }

    private static void notSupported(Exchange exchange, String what) throws IOException {
        exchange.respond(
                202, JSON, ErrorDocument.messageFirst(what + ".NotSupported", what + " API is not supported here"));
    }
}
