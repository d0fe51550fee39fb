package io.coldgate.embedded.api.url;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.embedded.api.function.FunctionRef;
import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.api.invoke.Event;
import io.coldgate.embedded.api.invoke.Invoker;
import io.coldgate.embedded.api.invoke.MeasurementsHeader;
import io.coldgate.embedded.api.invoke.Outcome;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.api.wire.ErrorType;
import io.coldgate.embedded.api.wire.Ids;
import io.coldgate.embedded.api.wire.Reply;
import io.coldgate.embedded.api.wire.Sizes;
import io.coldgate.embedded.http.BodyTooLargeException;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.http.MalformedRequestException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The function URLs, each served on its own loopback port, so that any client reaches it without a name service. Only
 * operations on their function change them, one at a time.
 */
public final class FunctionUrls implements AutoCloseable {
    private final Invoker invoker;
    private final UrlPorts ports = new UrlPorts();
    // By function, not by name: a later function of the same name does not inherit these URLs.
    private final Map<LambdaFunction, NavigableMap<String, ServedUrl>> all = new HashMap<>();
    private boolean closed;

    /** Runs the requests to its URLs with {@code invoker}. */
    public FunctionUrls(Invoker invoker) {
        this.invoker = invoker;
    }

    /** Creates a URL and serves it; null when there is one already. */
    public synchronized @Nullable FunctionUrl create(
            LambdaFunction function, FunctionRef ref, String authType, String invokeMode, @Nullable JsonNode cors)
            throws IOException {
        if (find(function, ref.qualifierOrLatest()) != null) {
            return null;
        }
        if (closed) {
            throw new IOException("the server is shutting down");
        }
        ServedUrl served = new ServedUrl(function);
        LoopbackServer server = ports.start("url-" + ref.name(), exchange -> serve(served, exchange));
        Instant now = Instant.now();
        FunctionUrl url = new FunctionUrl(
                ref, Ids.hex(32), "http://127.0.0.1:" + server.port() + "/", authType, invokeMode, cors, now, now);
        served.serve(url, server);
        all.computeIfAbsent(function, absent -> new TreeMap<>()).put(ref.qualifierOrLatest(), served);
        return url;
    }

    /** The URL of that function and alias, or of {@code $LATEST}; null when there is none. */
    public synchronized @Nullable FunctionUrl find(LambdaFunction function, String qualifier) {
        ServedUrl served = served(function).get(qualifier);
        return served == null ? null : served.url();
    }

    /** The URLs of a function, sorted by alias. */
    public synchronized List<FunctionUrl> of(LambdaFunction function) {
        return served(function).values().stream()
                .map(ServedUrl::url)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Replaces an existing URL. */
    public synchronized void update(LambdaFunction function, FunctionUrl url) {
        ServedUrl served = served(function).get(url.ref().qualifierOrLatest());
        if (served != null) {
            served.configure(url);
        }
    }

    /** Removes the URL of an alias or of {@code $LATEST}; false when there is none. */
    public synchronized boolean delete(LambdaFunction function, String qualifier) {
        ServedUrl served = served(function).remove(qualifier);
        if (served != null) {
            served.remove();
        }
        return served != null;
    }

    /** Removes all URLs of a function. */
    public synchronized void deleteAll(LambdaFunction function) {
        served(function).values().forEach(ServedUrl::remove);
        all.remove(function);
    }

    private NavigableMap<String, ServedUrl> served(LambdaFunction function) {
        return all.getOrDefault(function, new TreeMap<>());
    }

    @Override
    public synchronized void close() {
        closed = true;
        all.values().forEach(urls -> urls.values().forEach(ServedUrl::close));
        all.clear();
    }

    private void serve(ServedUrl served, Exchange exchange) throws IOException {
        served.begin();
        try {
            String requestId = Ids.uuid();
            Reply reply = answer(served, exchange, requestId);
            exchange.respond(
                    reply.status(), reply.with("x-amzn-RequestId", requestId).headers(), reply.body());
        } finally {
            served.end();
        }
    }

    private static boolean isClosedTo(FunctionUrl url, Exchange exchange) {
        // Only the presence of a signature is checked. As on the control plane, the signature itself is not.
        return url.authType().equals("AWS_IAM") && exchange.header("authorization") == null;
    }

    private static Reply gone() {
        return UrlResponse.text(404, "Not Found");
    }

    private static Reply forbidden() {
        return new ApiException(ErrorType.ACCESS_DENIED, "Forbidden").reply();
    }

    private Reply answer(ServedUrl served, Exchange exchange, String requestId) throws IOException {
        FunctionUrl asked = served.url();
        if (asked == null) {
            return gone();
        }
        if (isClosedTo(asked, exchange)) {
            return forbidden();
        }
        Instant now = Instant.now();
        try {
            byte[] body = exchange.readBody(Sizes.SYNC_EVENT_BYTES);
            // If the client is slow, its URL may have been removed or restricted since the request began.
            FunctionUrl url = served.url();
            if (url == null) {
                return gone();
            }
            if (isClosedTo(url, exchange)) {
                return forbidden();
            }
            byte[] payload = UrlEvent.of(url, exchange, body, requestId, now);
            Event event = new Event(requestId, payload, null, Ids.traceHeader(now.getEpochSecond()));
            Outcome outcome = invoker.run(served.function(), url.ref(), event);
            if (outcome.result().functionError() != null) {
                return UrlResponse.badGateway();
            }
            Reply reply = url.invokeMode().equals("RESPONSE_STREAM")
                    ? UrlResponse.ofStream(outcome.result().payload())
                    : UrlResponse.of(outcome.result().payload());
            return reply.with(
                    MeasurementsHeader.NAME,
                    MeasurementsHeader.value(outcome.result().measurements()));
        } catch (BodyTooLargeException e) {
            return UrlResponse.text(413, "Request Entity Too Large");
        } catch (MalformedRequestException e) {
            return UrlResponse.text(e.status(), "Bad Request: " + e.getMessage());
        } catch (ApiException e) {
            return switch (e.type()) {
                case TOO_MANY_REQUESTS -> e.reply();
                case RESOURCE_NOT_FOUND -> gone();
                default -> UrlResponse.badGateway();
            };
        }
    }
}
