package io.coldgate.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coldgate.embedded.EmbeddedLambda;
import io.coldgate.embedded.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A function on an embedded Lambda, called as any client would. */
final class EmbeddedFunction implements AutoCloseable {
    private static final String PATH = "/2015-03-31/functions";
    private static final long MILLIS_BETWEEN_LOOKS = 1;
    private static final int TIMEOUT_MILLIS = 60_000;

    private final EmbeddedLambda lambda;
    private @Nullable Answer last;
    private int updates;

    private record Answer(String body, @Nullable String measurements) {}

    private EmbeddedFunction(EmbeddedLambda lambda) {
        this.lambda = lambda;
    }

    static EmbeddedFunction deploy(byte[] zip) throws IOException, InterruptedException {
        EmbeddedFunction function = new EmbeddedFunction(EmbeddedLambda.start(
                Settings.defaults().toBuilder().updateDelay(Duration.ZERO).build()));
        function.send(
                "POST",
                "",
                "{\"FunctionName\":\"hello\",\"Runtime\":\"provided.al2023\",\"Handler\":\"bootstrap\","
                        + "\"Role\":\"arn:aws:iam::000000000000:role/hello\",\"Code\":{\"ZipFile\":\""
                        + Base64.getEncoder().encodeToString(zip) + "\"}}");
        function.await("\"State\":\"Active\"");
        return function;
    }

    /** Ends the present environments; returns when the next invocation will be a cold start. */
    void update() throws IOException, InterruptedException {
        updates++;
        send("PUT", "/hello/configuration", "{\"Environment\":{\"Variables\":{\"UPDATE\":\"" + updates + "\"}}}");
        await("\"LastUpdateStatus\":\"Successful\"");
    }

    private void await(String state) throws IOException, InterruptedException {
        while (!send("GET", "/hello/configuration", "").body().contains(state)) {
            Thread.sleep(MILLIS_BETWEEN_LOOKS);
        }
    }

    String invoke() throws IOException {
        Answer answer = send("POST", "/hello/invocations", Invocations.EVENT);
        last = answer;
        return answer.body();
    }

    void requireCold() {
        if (last != null && !String.valueOf(last.measurements()).contains("\"cold\":true")) {
            throw new IllegalStateException("not a cold start: " + last.body());
        }
    }

    private Answer send(String method, String path, String body) throws IOException {
        // Blocking, in this thread: a client with its own threads would add its hand-overs to the measurement.
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(lambda.endpoint() + PATH + path).toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Content-Type", "application/json");
        if (!body.isEmpty()) {
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.getBytes(UTF_8));
            }
        }
        try (InputStream in = connection.getInputStream()) {
            return new Answer(
                    new String(in.readAllBytes(), UTF_8), connection.getHeaderField("X-Coldgate-Measurements"));
        }
    }

    @Override
    public void close() {
        lambda.close();
    }
}
