package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.api.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, byte by byte where it matters (lambda-facts 1.2, 1.8). */
class WireTest extends ApiTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    private static String body(String name) {
        return "{\"FunctionName\":\"" + name
                + "\",\"Runtime\":\"provided.al2023\",\"Handler\":\"bootstrap\",\"Role\":\"" + ROLE
                + "\",\"Code\":{\"ZipFile\":\"" + Base64.getEncoder().encodeToString(ZIP) + "\"}}";
    }

    @Test
    void anErrorHasTypeHeaderRequestIdAndTheRecordedMembers() throws Exception {
        HttpResponse<String> response = send("GET", FUNCTIONS + "/gone", null);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("ResourceNotFoundException");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(response.body())
                .isEqualTo("{\"Type\":\"User\",\"Message\":\"Function not found:"
                        + " arn:aws:lambda:us-east-1:000000000000:function:gone\"}");
        assertThat(send("POST", FUNCTIONS, "{}").body())
                .startsWith("{\"message\":\"1 validation error detected: Value null at 'functionName'");
        createAndWait();
        assertThat(send("POST", FUNCTIONS, body(NAME)).body())
                .isEqualTo("{\"Type\":\"User\",\"message\":\"Function already exist: checkout\"}");
    }

    @Test
    void aFullTemporaryFolderIsSaidAndIsNoReasonToRepeat() throws Exception {
        environments.failStore = "No space left on device";
        HttpResponse<String> response = send("POST", FUNCTIONS, body(NAME));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("CodeStorageExceededException");
        assertThat(response.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(response.body())
                .isEqualTo(
                        "{\"Type\":\"User\",\"message\":\"The embedded Lambda cannot store the package: No space left"
                                + " on device in the temporary folder: make room there, or name another with"
                                + " TMPDIR, or with the server's --work-dir\"}");
        environments.failStore = "";
        assertThat(send("POST", FUNCTIONS, body(NAME)).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/2015-03-31/functions", "/2015-03-31/functions/checkout/invocations"})
    void aBodyThatIsCutOffIsSaid(String path) throws Exception {
        createAndWait();
        for (String head :
                List.of("Content-Length: 100\r\n\r\n{\"a\":", "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n")) {
            try (Socket socket = new Socket("127.0.0.1", plane.endpoint().getPort())) {
                socket.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + head)
                                .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 400 ")
                        .containsIgnoringCase("\r\nx-amzn-RequestId: ")
                        .contains("InvalidRequestContentException")
                        .contains("Could not read the request: the body is cut off after 5 ");
            }
        }
    }

    @Test
    void aThrottleHasReasonTypeAndMessage() throws Exception {
        createAndWait();
        lambda.putFunctionConcurrency(b -> b.functionName(NAME).reservedConcurrentExecutions(0));
        HttpResponse<String> response = send("POST", FUNCTIONS + "/checkout/invocations", "{}");
        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body())
                .isEqualTo("{\"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\",\"Type\":\"User\","
                        + "\"message\":\"Rate Exceeded.\"}");
    }

    @Test
    void unsignedRequestsAndEncodedArnsWork() throws Exception {
        assertThat(send("POST", FUNCTIONS + "/", body(NAME)).statusCode()).isEqualTo(201);
        settled(NAME);
        String arn = ARN.replace(":", "%3A");
        assertThat(send("GET", FUNCTIONS + "/" + arn + "/configuration?Qualifier=%24LATEST", null)
                        .body())
                .contains("\"FunctionArn\":\"" + ARN + ":$LATEST\"");
        HttpResponse<String> invoked = send("POST", FUNCTIONS + "/" + arn + "/invocations", null);
        assertThat(invoked.statusCode()).isEqualTo(200);
        assertThat(invoked.headers().firstValue("X-Amz-Executed-Version")).hasValue("$LATEST");
        assertThat(send("GET", "/2016-08-19/account-settings/", null).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theAccessKeyChoosesTheAccount() throws Exception {
        String[] signed = {
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=123456789012/20251125/eu-west-1/lambda/aws4_request, SignedHeaders=host,"
                    + " Signature=x"
        };
        assertThat(send("POST", FUNCTIONS, body(NAME), signed).body())
                .contains("arn:aws:lambda:eu-west-1:123456789012:function:checkout");
        assertThat(send("GET", FUNCTIONS + "/checkout", null).statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownOperationIsNamed() throws Exception {
        HttpResponse<String> response = send("PATCH", "/2015-03-31/nothing/here", "{}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("x-amzn-ErrorType")).hasValue("UnknownOperationException");
        assertThat(response.body()).contains("has no operation for PATCH /2015-03-31/nothing/here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"FunctionName\":7}",
                "{\"FunctionName\":",
                "{} {}",
                "{\"Code\":{\"ZipFile\":\"***\"}}",
                "\"x\"",
                "{\"Environment\":[]}",
                "{\"MemorySize\":1e99}",
                "nul"
            })
    void malformedBodiesAreBadRequests(String body) throws Exception {
        HttpResponse<String> response = send("POST", FUNCTIONS, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-ErrorType"))
                .hasValueSatisfying(type -> assertThat(type).isIn("SerializationException", "ValidationException"));
    }

    @Test
    void deeplyNestedBodiesAreBadRequests() throws Exception {
        assertThat(send("POST", FUNCTIONS, "{\"a\":".repeat(5_000)).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1.evil.example", "https://localhost.evil"})
    void otherOriginsAreRefused(String origin) throws Exception {
        HttpResponse<String> response = send("GET", FUNCTIONS, null, "Origin", origin);
        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:3000", "http://127.0.0.1", "https://[::1]:8443"})
    void loopbackOriginsAreNot(String origin) throws Exception {
        assertThat(send("GET", FUNCTIONS, null, "Origin", origin).statusCode()).isEqualTo(200);
    }

    @Test
    void hostsThatAreNotLoopbackAreRefused() throws IOException {
        assertThat(statusLine("evil.example")).contains(" 403 ");
        assertThat(statusLine("127.0.0.1.evil.example:9001")).contains(" 403 ");
        assertThat(statusLine("localhost:9001")).contains(" 200 ");
        assertThat(statusLine("lambda.us-east-1.localhost")).contains(" 200 ");
    }

    private String statusLine(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", plane.endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + FUNCTIONS + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void aStreamedResponseIsAnEventStream() throws Exception {
        createAndWait();
        environments.answer = "\"hello\"".getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(
                        plane.endpoint().resolve("/2021-11-15/functions/checkout/response-streaming-invocations"))
                .header("X-Amz-Log-Type", "Tail")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("content-type")).hasValue("application/vnd.amazon.eventstream");
        ByteBuffer frames = ByteBuffer.wrap(response.body());
        assertThat(frame(frames)).contains("PayloadChunk").endsWith("\"hello\"");
        assertThat(frame(frames)).contains("InvokeComplete").contains("{\"LogResult\":\"");
        assertThat(frames.hasRemaining()).isFalse();
    }

    private static String frame(ByteBuffer frames) {
        int start = frames.position();
        int total = frames.getInt();
        int headers = frames.getInt();
        assertThat(frames.getInt()).isEqualTo(crc(frames, start, 8));
        byte[] content = new byte[total - 16];
        frames.get(content);
        assertThat(frames.getInt()).isEqualTo(crc(frames, start, total - 4));
        assertThat(headers).isLessThan(content.length);
        return new String(content, StandardCharsets.UTF_8);
    }

    private static int crc(ByteBuffer bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), from, length);
        return (int) crc.getValue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            // They are there with a model only, and LogsTest has them.
            names = "CLOUDWATCH_LOGS")
    void everyOperationIsAnswered(Operation operation) throws Exception {
        String path = "/" + String.join("/", operation.segments()).replace("*", "checkout");
        HttpResponse<String> response =
                send(operation.method(), path, operation.method().equals("GET") ? null : "{}");
        assertThat(response.statusCode()).as(response.body()).isLessThan(500);
        assertThat(response.headers().firstValue("x-amzn-ErrorType").orElse("none"))
                .isNotEqualTo("UnknownOperationException");
    }
}
