package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * The part of the Extensions API that internal extensions need when they only want a SIGTERM before the end
 * (aws-lambda-go's {@code WithEnableSIGTERM}): they register for no events and wait. External ones are never started.
 */
final class ExtensionApi {
    private static final String PREFIX = "/2020-01-01/extension/";
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final int MAX_BODY = 64 * 1024;
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final RuntimeState state;
    private final EnvironmentSpec spec;

    ExtensionApi(RuntimeState state, EnvironmentSpec spec) {
        this.state = state;
        this.spec = spec;
    }

    /** Answers the request when it is one for this API. */
    boolean handle(Exchange exchange) throws IOException {
        switch (exchange.method() + " " + exchange.rawPath()) {
            case "POST " + PREFIX + "register" -> register(exchange);
            case "GET " + PREFIX + "event/next" -> park(exchange);
            case "POST " + PREFIX + "init/error", "POST " + PREFIX + "exit/error" ->
                exchange.respond(202, JSON, "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII));
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
            exchange.respond(
                    403, JSON, ErrorDocument.messageFirst("Extension.InvalidExtensionName", "Empty extension name"));
            return;
        }
        exchange.readBody(MAX_BODY);
        state.registerExtension();
        String body = "{\"functionName\":\"%s\",\"functionVersion\":\"%s\",\"handler\":\"%s\"}"
                .formatted(
                        ErrorDocument.escape(spec.functionName()),
                        ErrorDocument.escape(spec.version()),
                        ErrorDocument.escape(spec.handler()));
        exchange.respond(
                200,
                Map.of(
                        "Content-Type",
                        "application/json",
                        IDENTIFIER,
                        UUID.randomUUID().toString()),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private void park(Exchange exchange) throws IOException {
        if (exchange.header(IDENTIFIER) == null) {
            exchange.respond(
                    403,
                    JSON,
                    ErrorDocument.messageFirst("Extension.MissingExtensionIdentifier", "Missing Extension identifier"));
            return;
        }
        try {
            state.park();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an extension waits");
        }
        throw new IOException("the environment is gone");
    }

    private static void notSupported(Exchange exchange, String what) throws IOException {
        exchange.respond(
                202, JSON, ErrorDocument.messageFirst(what + ".NotSupported", what + " API is not supported here"));
    }
}
