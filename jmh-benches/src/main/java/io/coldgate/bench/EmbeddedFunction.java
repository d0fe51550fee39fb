package io.coldgate.bench;

import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A function on an embedded Lambda, called as any client would. */
final class EmbeddedFunction implements AutoCloseable {
    private static final String PATH = "/2015-03-31/functions";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(1);

    private final EmbeddedLambda lambda;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private @Nullable HttpResponse<String> last;
    private int updates;

    private EmbeddedFunction(EmbeddedLambda lambda) {
        this.lambda = lambda;
    }

    static EmbeddedFunction deploy(byte[] zip) throws IOException, InterruptedException {
        EmbeddedFunction function =
                new EmbeddedFunction(EmbeddedLambda.start(Settings.defaults().withUpdateDelay(Duration.ZERO)));
        function.send(
                "POST",
                "",
                "{\"FunctionName\":\"hello\",\"Runtime\":\"provided.al2023\",\"Handler\":\"bootstrap\","
                        + "\"Role\":\"arn:aws:iam::000000000000:role/hello\",\"Code\":{\"ZipFile\":\""
                        + Base64.getEncoder().encodeToString(zip) + "\"}}");
        function.await("\"State\":\"Active\"");
        return function;
    }

    /** Ends the environments that are there; returns when the next invocation is a cold start. */
    void update() throws IOException, InterruptedException {
        updates++;
        send("PUT", "/hello/configuration", "{\"Environment\":{\"Variables\":{\"UPDATE\":\"" + updates + "\"}}}");
        await("\"LastUpdateStatus\":\"Successful\"");
    }

    private void await(String state) throws IOException, InterruptedException {
        while (!send("GET", "/hello/configuration", "").body().contains(state)) {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    String invoke() throws IOException, InterruptedException {
        last = send("POST", "/hello/invocations", Invocations.EVENT);
        return last.body();
    }

    void requireCold() {
        if (last != null
                && !last.headers()
                        .firstValue("X-Coldgate-Measurements")
                        .orElse("")
                        .contains("\"cold\":true")) {
            throw new IllegalStateException("not a cold start: " + last.body());
        }
    }

    private HttpResponse<String> send(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(lambda.endpoint() + PATH + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    @Override
    public void close() {
        lambda.close();
    }
}
