package io.coldgate.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedRequestTest {
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(
                0,
                "test",
                ConnectionLimits.CALLERS,
                exchange -> exchange.respond(200, Map.of(), exchange.readBody(1_000_000)));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static Stream<Arguments> refused() {
        String get = "GET / HTTP/1.1\r\nHost: localhost\r\n";
        String post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                Arguments.of("nonsense", 400, "hello\r\n\r\n"),
                Arguments.of("four words", 400, "GET / x HTTP/1.1\r\n\r\n"),
                Arguments.of("method that is no token", 400, "G(T / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of("relative target", 400, "GET x HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of("bare character in the target", 400, "GET /\u00e4 HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of("other version", 505, "GET / HTTP/2.0\r\nHost: localhost\r\n\r\n"),
                Arguments.of("TLS", 400, "\u0016\u0003\u0001\u0000\u00a5\r\n"),
                Arguments.of("lone LF", 400, "GET / HTTP/1.1\nHost: x\n\n"),
                Arguments.of("no host", 400, "GET / HTTP/1.1\r\n\r\n"),
                Arguments.of("two hosts", 400, get + "Host: localhost\r\n\r\n"),
                Arguments.of("blank before the colon", 400, get + "X-A : 1\r\n\r\n"),
                Arguments.of("no colon", 400, get + "X-A\r\n\r\n"),
                Arguments.of("empty name", 400, get + ": 1\r\n\r\n"),
                Arguments.of("folded header", 400, get + "X-A: 1\r\n 2\r\n\r\n"),
                Arguments.of("NUL in a header", 400, get + "X-A: 1\u00002\r\n\r\n"),
                Arguments.of("CR in a header", 400, get + "X-A: 1\r2\r\n\r\n"),
                Arguments.of(
                        "length and chunks", 400, post + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"),
                Arguments.of("two lengths", 400, post + "Content-Length: 1\r\nContent-Length: 1\r\n\r\n1"),
                Arguments.of("list of lengths", 400, post + "Content-Length: 1, 1\r\n\r\n1"),
                Arguments.of("negative length", 400, post + "Content-Length: -1\r\n\r\n"),
                Arguments.of("signed length", 400, post + "Content-Length: +1\r\n\r\n1"),
                Arguments.of("huge length", 400, post + "Content-Length: 9999999999999999999\r\n\r\n"),
                Arguments.of("unknown encoding", 501, post + "Transfer-Encoding: gzip, chunked\r\n\r\n"),
                Arguments.of("chunks in 1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                Arguments.of("unknown expectation", 417, post + "Expect: cake\r\n\r\n"),
                Arguments.of("chunk size no number", 400, post + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"),
                Arguments.of("chunk size empty", 400, post + "Transfer-Encoding: chunked\r\n\r\n\r\n"),
                Arguments.of("chunk size signed", 400, post + "Transfer-Encoding: chunked\r\n\r\n-1\r\n"),
                Arguments.of(
                        "chunk size over 15 digits",
                        400,
                        post + "Transfer-Encoding: chunked\r\n\r\n1000000000000000\r\n"),
                Arguments.of("chunk longer than said", 400, post + "Transfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n"),
                Arguments.of(
                        "endless chunk extension",
                        400,
                        post + "Transfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(10_000) + "\r\n"),
                Arguments.of("bad trailer", 400, post + "Transfer-Encoding: chunked\r\n\r\n0\r\nx y\r\n\r\n"),
                Arguments.of(
                        "long request line",
                        414,
                        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                Arguments.of("request line without end", 414, "GET /" + "x".repeat(20_000)),
                Arguments.of("many headers", 431, get + "X-A: 1\r\n".repeat(300) + "\r\n"),
                Arguments.of("long header", 431, get + "X-A: " + "x".repeat(1_200_000) + "\r\n\r\n"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refused")
    void refusesAndCloses(String what, int status, String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(request);
            String answer = client.everything();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close");
            assertThat(answer.split("HTTP/1.1 \\d")).as("one answer only").hasSize(2);
        }
    }

    @Test
    void takesAnErrorCauseOfAMegabyteAsAHeader() throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX-Cause: " + "x".repeat(1 << 20) + "\r\n\r\n");
            assertThat(client.answer()).startsWith("200");
        }
    }

    @ParameterizedTest
    @MethodSource("cutShort")
    void survivesAClientThatGoesAway(String request) throws IOException {
        try (var client = new RawClient(server.port())) {
            client.send(request).endOutput();
            assertThat(client.everything()).doesNotContain("HTTP/1.1 200");
        }
        try (var client = new RawClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).startsWith("200");
        }
    }

    static Stream<String> cutShort() {
        return Stream.of(
                "",
                "\r\n",
                "GET / HT",
                "GET / HTTP/1.1\r\nHost",
                "GET / HTTP/1.1\r\nHost: localhost\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n123",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n123",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n123\r\n",
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
    }

    @Test
    void survivesRandomBytes() throws IOException {
        long seed = 20261123;
        var random = new SplittableRandom(seed);
        byte[] valid = "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 300; round++) {
            byte[] broken = valid.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            try (var client = new RawClient(server.port())) {
                client.send(broken).endOutput();
                String answer = client.everything();
                assertThat(answer.isEmpty() || answer.startsWith("HTTP/1.1 "))
                        .as("seed %d round %d: %s", seed, round, answer)
                        .isTrue();
            }
        }
    }
}
