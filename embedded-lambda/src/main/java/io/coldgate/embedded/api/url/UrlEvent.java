package io.coldgate.embedded.api.url;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.coldgate.embedded.api.wire.Json;
import io.coldgate.embedded.api.wire.RawQuery;
import io.coldgate.embedded.http.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP request as the event that a function URL passes to its function: payload format 2.0. */
final class UrlEvent {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final Pattern SEMICOLON = Pattern.compile(";\\s*");
    private static final Pattern TEXT = Pattern.compile(
            "(text/.*|application/(.*\\+)?(json|xml|javascript)|application/x-www-form-urlencoded)(;.*)?");

    private UrlEvent() {}

    static byte[] of(FunctionUrl url, Exchange exchange, byte[] body, String requestId, Instant now) {
        String query = exchange.rawQuery();
        String rawPath = RawQuery.decode(exchange.rawPath(), false);
        ObjectNode event = Json.object();
        event.put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", rawPath)
                .put("rawQueryString", query == null ? "" : query);
        String cookies = exchange.header("cookie");
        if (cookies != null) {
            ArrayNode list = event.putArray("cookies");
            SEMICOLON.splitAsStream(cookies).forEach(list::add);
        }
        ObjectNode headers = event.putObject("headers");
        exchange.headers().forEach((name, value) -> {
            if (!name.equals("cookie")) {
                headers.put(name, value);
            }
        });
        if (query != null) {
            ObjectNode parameters = event.putObject("queryStringParameters");
            RawQuery.parse(query).forEach((name, values) -> parameters.put(name, String.join(",", values)));
        }
        event.set("requestContext", context(url, exchange, rawPath, requestId, now));
        body(event, exchange.header("content-type"), body);
        return Json.bytes(event);
    }

    private static ObjectNode context(
            FunctionUrl url, Exchange exchange, String rawPath, String requestId, Instant now) {
        String host = exchange.header("host");
        String agent = exchange.header("user-agent");
        ObjectNode context = Json.object();
        context.put("accountId", "anonymous")
                .put("apiId", url.id())
                .put("domainName", host == null ? "127.0.0.1" : host)
                .put("domainPrefix", url.id());
        context.putObject("http")
                .put("method", exchange.method())
                .put("path", rawPath)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", "127.0.0.1")
                .put("userAgent", agent == null ? "" : agent);
        return context.put("requestId", requestId)
                .put("routeKey", "$default")
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
    }

    private static void body(ObjectNode event, @Nullable String contentType, byte[] body) {
        String text = contentType == null || TEXT.matcher(contentType).matches() ? utf8(body) : null;
        if (body.length > 0) {
            event.put("body", text == null ? Base64.getEncoder().encodeToString(body) : text);
        }
        event.put("isBase64Encoded", body.length > 0 && text == null);
    }

    private static @Nullable String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
