package io.coldgate.embedded.api.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.Constraints;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.invoke.Event;
import io.coldgate.embedded.api.invoke.MeasurementsHeader;
import io.coldgate.embedded.api.invoke.Outcome;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.EventStream;
import io.coldgate.embedded.api.wire.Ids;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.http.BodyTooLargeException;
import io.coldgate.embedded.runtime.environment.InvocationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Invocations (source of headers, texts and limits: lambda-facts 1.7). */
final class InvokeOperations implements Operations {
    private static final byte[] NO_EVENT = {'{', '}'};

    private final Backend backend;

    InvokeOperations(Backend backend) {
        this.backend = backend;
    }

    @Override
    public Reply handle(Call call) throws IOException {
        return switch (call.operation()) {
            case INVOKE -> invoke(call);
            case INVOKE_STREAM -> stream(call);
            case INVOKE_ASYNC -> invokeAsync(call);
            default -> throw new IllegalArgumentException(call.operation().title());
        };
    }

    private Reply invoke(Call call) throws IOException {
        FunctionRef ref = backend.ref(call);
        String type = type(call, List.of("Event", "RequestResponse", "DryRun"));
        if (type.equals("Event")) {
            backend.events().add(ref, event(call, backend.limits().asyncEventBytes()));
            return Reply.empty(202);
        }
        Event event = event(call, Sizes.SYNC_EVENT_BYTES);
        if (type.equals("DryRun")) {
            backend.invoker().check(ref);
            return Reply.empty(204);
        }
        Outcome outcome = backend.invoker().run(ref, event);
        Map<String, String> headers = headers(event, outcome, "application/json");
        if (outcome.result().functionError() != null) {
            headers.put("X-Amz-Function-Error", outcome.result().functionError());
        }
        if (wantsLog(call)) {
            headers.put("X-Amz-Log-Result", log(outcome.result()));
        }
        return new Reply(200, headers, outcome.result().payload());
    }

    private Reply stream(Call call) throws IOException {
        FunctionRef ref = backend.ref(call);
        String type = type(call, List.of("RequestResponse", "DryRun"));
        Event event = event(call, Sizes.SYNC_EVENT_BYTES);
        if (type.equals("DryRun")) {
            backend.invoker().check(ref);
            return Reply.empty(204);
        }
        Outcome outcome = backend.invoker().run(ref, event);
        InvocationResult result = outcome.result();
        ByteArrayOutputStream frames = new ByteArrayOutputStream(result.payload().length + 512);
        ObjectNode complete = Json.object();
        if (result.functionError() == null) {
            frames.writeBytes(EventStream.event("PayloadChunk", "application/octet-stream", result.payload()));
        } else {
            complete.put("ErrorCode", result.functionError())
                    .put("ErrorDetails", new String(result.payload(), StandardCharsets.UTF_8));
        }
        if (wantsLog(call)) {
            complete.put("LogResult", log(result));
        }
        frames.writeBytes(EventStream.event("InvokeComplete", "application/json", Json.bytes(complete)));
        return new Reply(200, headers(event, outcome, "application/vnd.amazon.eventstream"), frames.toByteArray());
    }

    private Reply invokeAsync(Call call) throws IOException {
        backend.events().add(backend.ref(call), event(call, backend.limits().asyncEventBytes()));
        return Reply.json(202, Json.object().put("Status", 202));
    }

    private static String type(Call call, List<String> types) {
        String given = call.header("x-amz-invocation-type");
        new Constraints().oneOf("invocationType", given, types).verify();
        return given == null ? "RequestResponse" : given;
    }

    private static boolean wantsLog(Call call) {
        String given = call.header("x-amz-log-type");
        new Constraints().oneOf("logType", given, List.of("Tail", "None")).verify();
        return "Tail".equals(given);
    }

    private String log(InvocationResult result) {
        byte[] tail = result.logTail();
        return Base64.getEncoder()
                .encodeToString(backend.model() == null ? tail : backend.model().tail(tail));
    }

    private Map<String, String> headers(Event event, Outcome outcome, String contentType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        headers.put("X-Amz-Executed-Version", outcome.version());
        headers.put("X-Amzn-Trace-Id", event.traceId());
        if (backend.model() == null || backend.model().settings().measurementsHeader()) {
            headers.put(
                    MeasurementsHeader.NAME,
                    MeasurementsHeader.value(outcome.result().measurements()));
        }
        return headers;
    }

    private static Event event(Call call, int limit) throws IOException {
        byte[] payload;
        try {
            payload = call.exchange().readBody(limit);
        } catch (BodyTooLargeException e) {
            throw new ApiException(
                    ErrorType.REQUEST_TOO_LARGE,
                    "Request must be smaller than " + limit + " bytes for the InvokeFunction operation");
        }
        try {
            Json.check(payload);
        } catch (JsonProcessingException e) {
            throw new ApiException(
                    ErrorType.INVALID_REQUEST_CONTENT,
                    "Could not parse request body into json: Could not parse payload into json: " + e.getMessage());
        }
        String trace = call.header("x-amzn-trace-id");
        return new Event(
                call.requestId(),
                payload.length == 0 ? NO_EVENT : payload,
                clientContext(call.header("x-amz-client-context")),
                trace == null ? Ids.traceHeader(System.currentTimeMillis() / 1000) : trace);
    }

    private static @Nullable String clientContext(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return null;
        }
        if (header.length() > Sizes.CLIENT_CONTEXT_CHARS) {
            throw new ApiException(
                    ErrorType.INVALID_REQUEST_CONTENT,
                    "Client context must be at most " + Sizes.CLIENT_CONTEXT_CHARS + " bytes of base64.");
        }
        try {
            byte[] context = Base64.getDecoder().decode(header);
            Json.check(context);
            return new String(context, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw new ApiException(
                    ErrorType.INVALID_REQUEST_CONTENT, "Client context must be a valid Base64-encoded JSON object.");
        }
    }
}
