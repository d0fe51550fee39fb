package io.coldgate.embedded.api.url;

import com.fasterxml.jackson.databind.JsonNode;
import io.coldgate.embedded.api.function.FunctionRef;
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
import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.Exchange;
import io.coldgate.embedded.http.LoopbackServer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The function URLs, each served on a loopback port of its own, so that any client reaches it without a name service. */
public final class FunctionUrls implements AutoCloseable {
    private final Invoker invoker;
    // By the qualified ARN: sorted, so that one function's URLs lie together.
    private final TreeMap<String, Served> all = new TreeMap<>();

    /** URLs whose requests are run by {@code invoker}. */
    public FunctionUrls(Invoker invoker) {
        this.invoker = invoker;
    }

    private static final class Served {
        private volatile FunctionUrl url;
        private final LoopbackServer server;

        Served(FunctionUrl url, LoopbackServer server) {
            this.url = url;
            this.server = server;
        }
    }

    /** Makes a URL and serves it; null when there is one already. */
    public synchronized @Nullable FunctionUrl create(
            FunctionRef ref, String authType, String invokeMode, @Nullable JsonNode cors) throws IOException {
        if (all.containsKey(ref.qualifiedArn())) {
            return null;
        }
        String arn = ref.qualifiedArn();
        LoopbackServer server = LoopbackServer.start(
                0, "url-" + ref.name(), ConnectionLimits.CALLERS, exchange -> serve(arn, exchange));
        Instant now = Instant.now();
        FunctionUrl url = new FunctionUrl(
                ref, Ids.hex(32), "http://127.0.0.1:" + server.port() + "/", authType, invokeMode, cors, now, now);
        all.put(arn, new Served(url, server));
        return url;
    }

    /** The URL of that function and alias, or null. */
    public synchronized @Nullable FunctionUrl find(FunctionRef ref) {
        Served served = all.get(ref.qualifiedArn());
        return served == null ? null : served.url;
    }

    /** The URLs of a function. */
    public synchronized List<FunctionUrl> of(FunctionRef ref) {
        List<FunctionUrl> urls = new ArrayList<>();
        served(ref).values().forEach(served -> urls.add(served.url));
        return urls;
    }

    /** Replaces a URL that is there. */
    public synchronized void update(FunctionUrl url) {
        Served served = all.get(url.ref().qualifiedArn());
        if (served != null) {
            served.url = url;
        }
    }

    /** Removes the URL; false when there is none. */
    public synchronized boolean delete(FunctionRef ref) {
        Served served = all.remove(ref.qualifiedArn());
        if (served != null) {
            served.server.close();
        }
        return served != null;
    }

    /** Removes all URLs of a function. */
    public synchronized void deleteAll(FunctionRef ref) {
        Map<String, Served> gone = served(ref);
        gone.values().forEach(served -> served.server.close());
        gone.clear();
    }

    // From "arn:" up to the character after ":".
    private Map<String, Served> served(FunctionRef ref) {
        return all.subMap(ref.unqualifiedArn() + ":", ref.unqualifiedArn() + ";");
    }

    @Override
    public synchronized void close() {
        all.values().forEach(served -> served.server.close());
        all.clear();
    }

    private void serve(String arn, Exchange exchange) throws IOException {
        FunctionUrl url = urlOf(arn);
        String requestId = Ids.uuid();
        Reply reply = url == null ? UrlResponse.text(404, "Not Found") : answer(url, exchange, requestId);
        exchange.respond(
                reply.status(), reply.with("x-amzn-RequestId", requestId).headers(), reply.body());
    }

    private synchronized @Nullable FunctionUrl urlOf(String arn) {
        Served served = all.get(arn);
        return served == null ? null : served.url;
    }

    private Reply answer(FunctionUrl url, Exchange exchange, String requestId) throws IOException {
        // The signature itself is not checked, as on the control plane: that there is one is.
        if (url.authType().equals("AWS_IAM") && exchange.header("authorization") == null) {
            return forbidden();
        }
        Instant now = Instant.now();
        try {
            byte[] body = exchange.readBody(Sizes.SYNC_EVENT_BYTES);
            byte[] payload = UrlEvent.of(url, exchange, body, requestId, now);
            Event event = new Event(requestId, payload, null, Ids.traceHeader(now.getEpochSecond()));
            Outcome outcome = invoker.run(url.ref(), event);
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
        } catch (ApiException e) {
            return e.type() == ErrorType.TOO_MANY_REQUESTS ? e.reply() : UrlResponse.badGateway();
        }
    }

    private static Reply forbidden() {
        return new ApiException(ErrorType.ACCESS_DENIED, "Forbidden").reply();
    }
}
