package io.coldgate.embedded.runtime.protocol;

import io.coldgate.embedded.http.BodyTooLargeException;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.Handler;
import io.coldgate.embedded.http.ThreadWait;
import io.coldgate.embedded.runtime.spec.EnvironmentSpec;
import io.coldgate.embedded.runtime.spec.InvocationRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Runtime API, version 2018-06-01, of one process. */
public final class RuntimeApi implements Handler {
    /** Lambda's internal limit: 6 MiB and 100 bytes. */
    static final int MAX_RESPONSE = 6_291_556;

    static final String TOO_LARGE_TYPE = "Function.ResponseSizeTooLarge";
    private static final String PREFIX = "/2018-06-01/runtime/";
    private static final String NEXT = PREFIX + "invocation/next";
    private static final String INVOCATION = PREFIX + "invocation/";
    private static final String INIT_ERROR = PREFIX + "init/error";
    private static final String RESTORE_NEXT = "/2018-06-01/runtime/restore/next";
    private static final String RESTORE_ERROR = "/2018-06-01/runtime/restore/error";
    private static final Pattern ERROR_TYPE = Pattern.compile("(Runtime|Function)\\.[A-Z][a-zA-Z]+");
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final byte[] OK = "{\"status\":\"OK\"}\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ERROR_TYPE_HEADER = "lambda-runtime-function-error-type";

    private final RuntimeState state;
    private final ExtensionApi extensions;

    /**
     * The API of a process.
     *
     * @param extensionsRegistered called when the last external extension has registered
     */
    public RuntimeApi(RuntimeState state, EnvironmentSpec spec, Runnable extensionsRegistered) {
        this.state = state;
        this.extensions = new ExtensionApi(state.extensionRequests(), spec, extensionsRegistered);
    }

    @Override
    public void handle(Exchange exchange) throws IOException {
        String path = exchange.rawPath();
        String call = exchange.method() + " " + path;
        if (call.equals("GET " + NEXT)) {
            next(exchange);
        } else if (call.startsWith("POST " + INVOCATION) && path.endsWith("/response")) {
            response(exchange, path.substring(INVOCATION.length(), path.length() - "/response".length()));
        } else if (call.startsWith("POST " + INVOCATION) && path.endsWith("/error")) {
            error(exchange, path.substring(INVOCATION.length(), path.length() - "/error".length()));
        } else if (call.equals("POST " + INIT_ERROR) || call.equals("POST " + RESTORE_ERROR)) {
            initError(exchange);
        } else if (call.equals("GET " + RESTORE_NEXT)) {
            // A runtime that was told to expect a snapshot asks here whether it is restored: a start replaces the
            // restore.
            exchange.respond(200, JSON, new byte[0]);
        } else if (call.equals("GET /2018-06-01/ping")) {
            exchange.respond(200, Map.of("Content-Type", "text/plain"), "pong".getBytes(StandardCharsets.US_ASCII));
        } else if (!extensions.handle(exchange)) {
            exchange.respond(
                    404,
                    Map.of("Content-Type", "text/plain"),
                    "404 page not found\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Watches the thread's waits for a core, because they lengthen an init and a duration. */
    @Override
    public void listening() {
        ThreadWait.listen();
    }

    private void next(Exchange exchange) throws IOException {
        RuntimeInvocation invocation;
        try {
            invocation = state.next(exchange.receivedNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for an invocation");
        }
        if (invocation == null) {
            throw new IOException("the environment is gone");
        }
        InvocationRequest request = invocation.request();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", request.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(deadlineMillis(invocation)));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", request.invokedFunctionArn());
        put(headers, "Lambda-Runtime-Trace-Id", request.traceId());
        put(headers, "Lambda-Runtime-Client-Context", request.clientContext());
        exchange.respond(200, headers, request.payload());
    }

    private static void put(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            // A client context is the caller's JSON, in which line ends and other control characters have no meaning.
            boolean plain = value.chars().noneMatch(Character::isISOControl);
            headers.put(name, plain ? value : value.replaceAll("\\p{Cntrl}", " "));
        }
    }

    static long deadlineMillis(RuntimeInvocation invocation) {
        long remainingNanos = invocation.deadlineNanos() - System.nanoTime();
        return System.currentTimeMillis() + remainingNanos / 1_000_000;
    }

    private void response(Exchange exchange, String requestId) throws IOException {
        if (!accepts(exchange, state.check(requestId), "InvocationResponse")) {
            return;
        }
        String mode = exchange.header("lambda-runtime-function-response-mode");
        if (mode != null
                && !mode.isEmpty()
                && !mode.equalsIgnoreCase("streaming")
                && !mode.equalsIgnoreCase("buffered")) {
            String type = "Runtime.InvalidResponseModeHeader";
            String message = "Invalid response mode header";
            state.answer(requestId, new RuntimeInvocation.Answer(ErrorDocument.of(type, message), true, type));
            refuse(exchange, 400, type, message);
            return;
        }
        byte[] body = read(exchange, requestId);
        if (body == null) {
            return;
        }
        // A stream that broke in the middle reports the error in a trailer after its body; a buffered caller sees only
        // the error.
        String brokenType = exchange.trailers().get(ERROR_TYPE_HEADER);
        RuntimeInvocation.Answer answer = brokenType == null
                ? new RuntimeInvocation.Answer(body, false, "")
                : broken(brokenType, exchange.trailers().get("lambda-runtime-function-error-body"));
        confirm(exchange, state.answer(requestId, answer), "InvocationResponse");
        // After the answer: the function has already moved on.
        state.answerRead(ThreadWait.sinceListening());
    }

    private static RuntimeInvocation.Answer broken(String type, @Nullable String base64) {
        String known = errorType(type, "Function.Unknown");
        try {
            byte[] body = base64 == null ? new byte[0] : Base64.getMimeDecoder().decode(base64);
            return new RuntimeInvocation.Answer(body.length == 0 ? ErrorDocument.of(known, "") : body, true, known);
        } catch (IllegalArgumentException e) {
            return new RuntimeInvocation.Answer(ErrorDocument.of(known, ""), true, known);
        }
    }

    private void error(Exchange exchange, String requestId) throws IOException {
        if (!accepts(exchange, state.check(requestId), "InvocationErrorResponse")) {
            return;
        }
        String type = errorType(exchange.header(ERROR_TYPE_HEADER), "Function.Unknown");
        byte[] body = read(exchange, requestId);
        if (body != null) {
            confirm(
                    exchange,
                    state.answer(requestId, new RuntimeInvocation.Answer(body, true, type)),
                    "InvocationErrorResponse");
        }
    }

    private void initError(Exchange exchange) throws IOException {
        String type = errorType(exchange.header(ERROR_TYPE_HEADER), "Runtime.Unknown");
        state.beginReading();
        try {
            byte[] body = exchange.readBody(MAX_RESPONSE);
            if (state.initFailed(new RuntimeInvocation.Answer(body, true, type))) {
                exchange.respond(202, JSON, OK);
            } else {
                wrongState(exchange, "InitError");
            }
        } finally {
            state.endReading();
        }
    }

    /** Returns the body, or null when it was refused, in which case the invocation has failed. */
    private byte @Nullable [] read(Exchange exchange, String requestId) throws IOException {
        state.beginReading();
        try {
            return exchange.readBody(MAX_RESPONSE);
        } catch (BodyTooLargeException e) {
            String message =
                    "Response payload size exceeded maximum allowed payload size (" + MAX_RESPONSE + " bytes).";
            state.answer(
                    requestId,
                    new RuntimeInvocation.Answer(ErrorDocument.of(TOO_LARGE_TYPE, message), true, TOO_LARGE_TYPE));
            refuse(
                    exchange,
                    413,
                    "RequestEntityTooLarge",
                    "Exceeded maximum allowed payload size (" + MAX_RESPONSE + " bytes).");
            return null;
        } catch (IOException e) {
            String type = "Runtime.TruncatedResponse";
            state.answer(
                    requestId,
                    new RuntimeInvocation.Answer(ErrorDocument.of(type, "Response is truncated"), true, type));
            throw e;
        } finally {
            state.endReading();
        }
    }

    private static String errorType(@Nullable String header, String unknown) {
        return header != null && ERROR_TYPE.matcher(header).matches() ? header : unknown;
    }

    private void confirm(Exchange exchange, RuntimeState.Acceptance acceptance, String transition) throws IOException {
        if (accepts(exchange, acceptance, transition)) {
            exchange.respond(202, JSON, OK);
        }
    }

    private boolean accepts(Exchange exchange, RuntimeState.Acceptance acceptance, String transition)
            throws IOException {
        switch (acceptance) {
            case ACCEPTED -> {
                return true;
            }
            case UNKNOWN_ID -> refuse(exchange, 400, "InvalidRequestID", "Invalid request ID");
            case ANSWERED_BEFORE -> wrongState(exchange, transition);
        }
        return false;
    }

    private static void wrongState(Exchange exchange, String to) throws IOException {
        refuse(
                exchange,
                403,
                "InvalidStateTransition",
                "State transition from Ready to " + to + " failed for runtime. Error: State transition is not allowed");
    }

    private static void refuse(Exchange exchange, int status, String type, String message) throws IOException {
        exchange.respond(status, JSON, ErrorDocument.messageFirst(type, message));
    }
}
