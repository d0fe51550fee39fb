package io.coldgate.embedded.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.function.FunctionCode;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.ImmediateChanges;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.function.Namespaces;
import io.coldgate.embedded.api.invoke.EventQueue;
import io.coldgate.embedded.api.invoke.Invoker;
import io.coldgate.embedded.api.invoke.LogGroups;
import io.coldgate.embedded.api.operation.Backend;
import io.coldgate.embedded.api.operation.Operations;
import io.coldgate.embedded.api.url.FunctionUrls;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.Call;
import io.coldgate.embedded.api.wire.Caller;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.Operation;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.http.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations of the API without a socket and without threads of their own, so that a model checker can run them.
 */
final class BareCalls {
    static final int ACCOUNT_CONCURRENCY = 1_000;
    private static final Caller CALLER = new Caller("000000000000", "us-east-1");
    // Packages are taken before an operation begins, and never change.
    private static final FunctionCode CODE = new FunctionCode(new FakeEnvironments(), Path.of("target", "bare-calls"));
    private static final Map<String, String> ZIPS = new ConcurrentHashMap<>();

    private final Namespaces namespaces = new Namespaces();
    private final Backend backend;

    BareCalls() {
        Invoker invoker = invoker(new FakeEnvironments());
        backend = new Backend(
                namespaces,
                CODE,
                new ImmediateChanges(),
                invoker,
                new EventQueue(invoker, List.of()),
                new FunctionUrls(invoker),
                () -> URI.create("http://127.0.0.1:9001"),
                new Backend.Limits(Sizes.ASYNC_EVENT_BYTES, ACCOUNT_CONCURRENCY),
                null,
                null);
    }

    /** Creates a function; returns the status. */
    int create(String name) {
        return status(Operation.CREATE_FUNCTION, """
                {"FunctionName":"%s","Runtime":"provided.al2023","Handler":"bootstrap","Role":"%s",\
                "Code":{"ZipFile":"%s"}}""".formatted(name, ApiTest.ROLE, zip("one")));
    }

    /** A package whose one file holds {@code content}, as a request has it. */
    static String zip(String content) {
        return ZIPS.computeIfAbsent(content, text -> Base64.getEncoder().encodeToString(Zips.of(text)));
    }

    /** An invoker of these functions in environments of its own. */
    Invoker invoker(FakeEnvironments environments) {
        return new Invoker(
                namespaces, environments, ACCOUNT_CONCURRENCY, new LogGroups(Duration.ZERO, System::nanoTime));
    }

    /** The reference to a function of that name. */
    static FunctionRef ref(String name) {
        return new FunctionRef(CALLER, name, null);
    }

    /** The function itself, for what no answer shows in one look. */
    LambdaFunction function(String name) {
        return namespaces.function(ref(name));
    }

    /** The sum of what is reserved. */
    int reserved() {
        return namespaces.of(CALLER).reservedConcurrency();
    }

    /** The status that an operation ends with. */
    int status(Operation operation, String body, String... path) {
        return answer(operation, Map.of(), body, path).status();
    }

    /** The status that an operation with a query ends with. */
    int status(Operation operation, Map<String, String> query, String body, String... path) {
        return answer(operation, query, body, path).status();
    }

    /** The body that an operation ends with; an empty object for an error. */
    ObjectNode json(Operation operation, String body, String... path) {
        Reply reply = answer(operation, Map.of(), body, path);
        try {
            return reply.status() < 300 && Json.parse(reply.body()) instanceof ObjectNode object
                    ? object
                    : Json.object();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply answer(Operation operation, Map<String, String> query, String body, String... path) {
        Map<String, List<String>> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, List.of(value)));
        Call call = new Call(
                operation,
                "request",
                CALLER,
                List.of(path),
                parameters,
                new Body(body.getBytes(StandardCharsets.UTF_8)));
        try {
            return Operations.of(operation.group(), backend).handle(call);
        } catch (ApiException e) {
            // Its text is of no interest here.
            return Reply.empty(e.type().status());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Body(byte[] bytes) implements Exchange {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String rawPath() {
            return "/";
        }

        @Override
        public String rawQuery() {
            return null;
        }

        @Override
        public String header(String name) {
            return null;
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public long receivedNanos() {
            return 0;
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Map<String, String> trailers() {
            return Map.of();
        }

        @Override
        public byte[] readBody(long limit) {
            return bytes;
        }

        @Override
        public void respond(int status, Map<String, String> headers, byte[] answer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public OutputStream respondChunked(int status, Map<String, String> headers) {
            throw new UnsupportedOperationException();
        }
    }
}
