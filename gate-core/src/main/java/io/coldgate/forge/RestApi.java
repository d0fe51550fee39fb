package io.coldgate.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.coldgate.report.document.BoundedJson;
import io.coldgate.unit.Pacing;
import io.coldgate.unit.Printable;
import io.coldgate.unit.TimedRead;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a forge's REST API that comments need. It waits as long as the forge requests, within limits; retries
 * requests that may be repeated; and never sends its token to any other address.
 */
public final class RestApi {
    /** The number of attempts for a request. */
    private static final int ATTEMPTS = 4;

    /** The longest wait; a comment does not justify a longer one at the end of a job. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** The largest answer: a page of a hundred comments of the largest size has 7 MB. */
    private static final int LARGEST_ANSWER = 16 << 20;

    /** The largest number of pages: ten thousand comments. */
    private static final int MOST_PAGES = 100;

    private static final Pattern NEXT = Pattern.compile("<([^>]{1,2000})>\\s*;[^,]*rel=\"next\"");

    private final URI base;
    private final Dialect dialect;
    private final Pacing pacing;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * The properties in which the forges' APIs differ.
     *
     * @param headers of every request, including the token
     * @param remaining the answer's header with the number of remaining requests
     * @param reset the answer's header with the time at which the limit is reset, in seconds since 1970
     */
    public record Dialect(Map<String, String> headers, String remaining, String reset) {
        /** Copies the map. */
        public Dialect {
            headers = Map.copyOf(headers);
        }

        /** Returns a text without the headers, because one of them contains the token. */
        @Override
        public String toString() {
            return "Dialect[" + remaining + ", " + reset + "]";
        }
    }

    /**
     * The API at an address.
     *
     * @param base the address to which paths are appended
     */
    public RestApi(URI base, Dialect dialect, Pacing pacing) {
        this.base = base;
        this.dialect = dialect;
        this.pacing = pacing;
    }

    /** An answer with its header. */
    private record Page(JsonNode body, Optional<URI> next) {}

    /** Returns one object. */
    public JsonNode get(String path) throws ApiException, InterruptedException {
        return send("GET", at(path), Optional.empty()).body();
    }

    /** Passes on every item of a list, page by page. */
    public void list(String path, Consumer<JsonNode> consumer) throws ApiException, InterruptedException {
        Optional<URI> next = Optional.of(at(path));
        for (int page = 0; next.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw new ApiException(0, "GET " + path + ": more than " + MOST_PAGES + " pages");
            }
            Page answer = send("GET", next.get(), Optional.empty());
            answer.body().forEach(consumer);
            next = answer.next();
        }
    }

    /** Sends an object with a single text. */
    public JsonNode send(String method, String path, String name, String value)
            throws ApiException, InterruptedException {
        try {
            return send(method, at(path), Optional.of(BoundedJson.object(name, value)))
                    .body();
        } catch (IOException e) {
            throw new ApiException(0, method + " " + path + ": " + e.getMessage());
        }
    }

    /** Removes an object, which may already be gone. */
    public void delete(String path) throws ApiException, InterruptedException {
        try {
            send("DELETE", at(path), Optional.empty());
        } catch (ApiException e) {
            if (e.status() != 404) {
                throw e;
            }
        }
    }

    private URI at(String path) {
        return URI.create(base.toString().replaceAll("/+$", "") + path);
    }

    private Page send(String method, URI uri, Optional<byte[]> body) throws ApiException, InterruptedException {
        String request = method + " " + uri.getPath();
        for (int attempt = 1; ; attempt++) {
            HttpResponse<InputStream> response;
            JsonNode answer;
            try {
                response = client.send(request(method, uri, body), HttpResponse.BodyHandlers.ofInputStream());
                answer = body(request, response);
            } catch (IOException e) {
                // A write request may have been processed, so its sender must check before sending another.
                if (attempt == ATTEMPTS || !isRepeatable(method)) {
                    throw new ApiException(0, request + ": " + reason(e));
                }
                pacing.pause(Duration.ofSeconds(attempt));
                continue;
            }
            int status = response.statusCode();
            if (status >= 200 && status < 300) {
                return new Page(answer, next(response));
            }
            Optional<Duration> wait = wait(method, response, attempt);
            if (attempt == ATTEMPTS || wait.isEmpty() || wait.get().compareTo(LONGEST_WAIT) > 0) {
                throw new ApiException(status, request + ": " + status + " " + Printable.escape(refusal(answer), 200));
            }
            pacing.pause(wait.get());
        }
    }

    private HttpRequest request(String method, URI uri, Optional<byte[]> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("User-Agent", "coldgate")
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isPresent()
                                ? HttpRequest.BodyPublishers.ofByteArray(body.get())
                                : HttpRequest.BodyPublishers.noBody());
        dialect.headers().forEach(request::header);
        return request.build();
    }

    /**
     * Returns the reason of a refusal: in {@code message} on GitHub; on GitLab there, as a text or an object, or in
     * {@code error_description}.
     */
    private static String refusal(JsonNode answer) {
        JsonNode message = answer.path("message");
        if (message.isContainerNode()) {
            return message.toString();
        }
        return message.asText(
                answer.path("error_description").asText(answer.path("error").asText("")));
    }

    private static JsonNode body(String request, HttpResponse<InputStream> response) throws IOException, ApiException {
        byte[] bytes;
        try (InputStream in = response.body()) {
            bytes = TimedRead.bytes(in, LARGEST_ANSWER, TIMEOUT);
        }
        if (bytes.length > LARGEST_ANSWER) {
            throw new ApiException(response.statusCode(), request + ": the answer is larger than 16 MB");
        }
        try {
            return BoundedJson.parse(bytes);
        } catch (JsonProcessingException e) {
            // Usually a proxy's error page.
            if (response.statusCode() < 300) {
                throw new ApiException(response.statusCode(), request + ": the answer is not JSON");
            }
            return MissingNode.getInstance();
        }
    }

    private static boolean isRepeatable(String method) {
        return !method.equals("POST");
    }

    /** Returns the wait before the next attempt; empty if there should be none. */
    private Optional<Duration> wait(String method, HttpResponse<?> response, int attempt) {
        int status = response.statusCode();
        if (status == 429 || status == 403) {
            Optional<Duration> asked = seconds(response, "retry-after").map(Duration::ofSeconds);
            if (asked.isPresent()) {
                return asked;
            }
            boolean spent = seconds(response, dialect.remaining())
                    .filter(left -> left == 0)
                    .isPresent();
            return spent ? untilReset(response) : status == 429 ? Optional.of(backoff(attempt)) : Optional.empty();
        }
        return status >= 500 && isRepeatable(method) ? Optional.of(backoff(attempt)) : Optional.empty();
    }

    private static Duration backoff(int attempt) {
        return Duration.ofSeconds(1L << attempt);
    }

    /** Returns the time until the limit is lifted, according to the forge's own clock in the same answer. */
    private Optional<Duration> untilReset(HttpResponse<?> response) {
        Optional<Long> reset = seconds(response, dialect.reset());
        Optional<String> date = response.headers().firstValue("date");
        if (reset.isEmpty() || date.isEmpty()) {
            return Optional.empty();
        }
        try {
            long now = ZonedDateTime.parse(date.get(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toEpochSecond();
            return Optional.of(Duration.ofSeconds(Math.max(1, reset.get() - now + 1)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> seconds(HttpResponse<?> response, String header) {
        return response.headers()
                .firstValue(header)
                .filter(value -> value.matches("[0-9]{1,12}"))
                .map(Long::parseLong);
    }

    /** Returns the next page, if it is on the same server: the token is not sent anywhere else. */
    private Optional<URI> next(HttpResponse<?> response) throws ApiException {
        List<URI> found = new ArrayList<>();
        for (String link : response.headers().allValues("link")) {
            Matcher next = NEXT.matcher(link);
            if (next.find()) {
                found.add(address(next.group(1), response));
            }
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        URI next = found.get(0);
        if (!String.valueOf(next.getScheme()).equals(base.getScheme())
                || !String.valueOf(next.getAuthority()).equals(base.getAuthority())) {
            throw new ApiException(response.statusCode(), "the answer points to another server for the next page");
        }
        return Optional.of(next);
    }

    private static URI address(String text, HttpResponse<?> response) throws ApiException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(
                    response.statusCode(),
                    "the answer names a next page that is no address: " + Printable.escape(text, 200));
        }
    }

    private static String reason(IOException e) {
        if (e instanceof ConnectException) {
            return "cannot be reached";
        }
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : Printable.escape(message, 200);
    }
}
