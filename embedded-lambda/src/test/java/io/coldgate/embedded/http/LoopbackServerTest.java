package io.coldgate.embedded.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {
    private static final Map<String, String> TEXT = Map.of("Content-Type", "text/plain");

    private LoopbackServer server;
    private final CountDownLatch hold = new CountDownLatch(1);
    private final AtomicLong received = new AtomicLong();

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(0, "test", ConnectionLimits.CALLERS, this::handle);
    }

    @AfterEach
    void stop() {
        hold.countDown();
        server.close();
    }

    private void handle(Exchange exchange) throws IOException {
        received.set(exchange.receivedNanos());
        switch (exchange.rawPath()) {
            case "/echo" -> exchange.respond(200, TEXT, exchange.readBody(10_000_000));
            case "/small" -> {
                try {
                    exchange.respond(200, TEXT, exchange.readBody(10));
                } catch (BodyTooLargeException e) {
                    exchange.respond(413, TEXT, e.getMessage().getBytes(UTF_8));
                }
            }
            case "/trailers" -> {
                byte[] body = exchange.readBody(1000);
                exchange.respond(200, TEXT, (body.length + " " + exchange.trailers()).getBytes(UTF_8));
            }
            case "/ignore" -> exchange.respond(200, TEXT, "ignored".getBytes(UTF_8));
            case "/empty" -> exchange.respond(204, Map.of(), new byte[0]);
            case "/silent" -> {}
            case "/throws" -> throw new IllegalStateException("on purpose");
            case "/late" -> {
                try (OutputStream out = exchange.respondChunked(200, TEXT)) {
                    out.write("first".getBytes(UTF_8));
                    out.write(",second".getBytes(UTF_8));
                }
            }
            case "/broken" -> {
                exchange.respondChunked(200, TEXT).write("part".getBytes(UTF_8));
                throw new IOException("on purpose");
            }
            case "/hold" -> {
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.respond(200, TEXT, new byte[0]);
            }
            default ->
                exchange.respond(
                        200,
                        TEXT,
                        (exchange.method() + " " + exchange.rawPath() + " " + exchange.rawQuery() + " "
                                        + exchange.header("x-Test"))
                                .getBytes(UTF_8));
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(server.port());
    }

    @Test
    void answersSeveralRequestsOnOneConnection() throws IOException {
        try (var client = client()) {
            client.send("GET /a%2Fb?q=%20 HTTP/1.1\r\nHost: localhost\r\nX-Test:  one \r\nX-TEST: two\r\n\r\n");
            assertThat(client.answer()).isEqualTo("200 GET /a%2Fb q=%20 one, two");
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(client.answer()).isEqualTo("200 hello");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (var client = client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n1"
                    + "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n2\r\n0\r\n\r\n"
                    + "\r\nGET /three HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).isEqualTo("200 1");
            assertThat(client.answer()).isEqualTo("200 2");
            assertThat(client.answer()).isEqualTo("200 GET /three null null");
        }
    }

    @Test
    void decodesChunksWithExtensionsAndTrailers() throws IOException {
        try (var client = client()) {
            client.send("POST /trailers HTTP/1.1\r\nHost: localhost\r\nTrailer: Lambda-Runtime-Function-Error-Type\r\n"
                    + "Transfer-Encoding: Chunked\r\n\r\n"
                    + "3;name=\"va;lue\"\r\nabc\r\nA \r\n0123456789\r\n0\r\n"
                    + "Lambda-Runtime-Function-Error-Type: Runtime.Oops\r\n\r\n");
            assertThat(client.answer()).isEqualTo("200 13 {lambda-runtime-function-error-type=Runtime.Oops}");
            client.send("GET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).startsWith("200 GET /next");
        }
    }

    @Test
    void readsBodiesLargerThanAnyBuffer() throws IOException {
        byte[] megabytes = new byte[6 << 20];
        Arrays.fill(megabytes, (byte) 'x');
        try (var client = client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + megabytes.length + "\r\n\r\n");
            client.send(megabytes);
            assertThat(client.answer()).hasSize(4 + megabytes.length);
        }
    }

    @Test
    void takesABodyOfExactlyTheLimitAndNoMore() throws IOException {
        try (var client = client()) {
            client.send("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n0123456789");
            assertThat(client.answer()).isEqualTo("200 0123456789");
            client.send("POST /small HTTP/1.1\r\nHost: localhost\r\nContent-Length: 11\r\n\r\n01234567890");
            assertThat(client.answer()).startsWith("413 ");
            client.send(
                    "POST /small HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nb\r\n01234567890\r\n"
                            + "0\r\n\r\n");
            assertThat(client.answer()).startsWith("413 ");
            client.send("GET /after HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).startsWith("200 GET /after");
        }
    }

    @Test
    void drainsABodyThatNobodyRead() throws IOException {
        try (var client = client()) {
            client.send("POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n\r\n");
            client.send(new byte[300_000]);
            assertThat(client.answer()).isEqualTo("200 ignored");
            client.send("GET /after HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).startsWith("200 GET /after");
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        try (var client = client()) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(client.line()).isEmpty();
            assertThat(client.send("ok").answer()).isEqualTo("200 ok");
        }
    }

    @Test
    void closesAfterAnAnswerThatLeftTheBodyUnaskedFor() throws IOException {
        try (var client = client()) {
            client.send(
                    "POST /ignore HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.everything()).startsWith("HTTP/1.1 200").contains("Connection: close");
        }
    }

    @Test
    void speaksHttp10() throws IOException {
        try (var client = client()) {
            client.send("GET /old HTTP/1.0\r\n\r\n");
            assertThat(client.everything()).contains("Connection: close").endsWith("GET /old null null");
        }
        try (var client = client()) {
            client.send("GET /old HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n");
            assertThat(client.answer()).startsWith("200 GET /old");
            client.send("GET /late HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(client.everything()).doesNotContain("chunked").endsWith("\r\n\r\nfirst,second");
        }
    }

    @Test
    void endsTheConnectionWhenTheClientAsks() throws IOException {
        try (var client = client()) {
            client.send("GET /x HTTP/1.1\r\nHost: localhost\r\nConnection: te, Close\r\n\r\n");
            assertThat(client.everything()).contains("Connection: close").endsWith("GET /x null null");
        }
    }

    @Test
    void sendsNoBodyForHeadAnd204() throws IOException {
        try (var client = client()) {
            client.send("HEAD /x HTTP/1.1\r\nHost: localhost\r\n\r\nGET /empty HTTP/1.1\r\nHost: localhost\r\n"
                    + "Connection: close\r\n\r\n");
            assertThat(client.everything())
                    .containsPattern("(?s)^HTTP/1.1 200 OK.*Content-Length: 17\r\n\r\nHTTP/1.1 204 No Content\r\n")
                    .doesNotContain("Content-Length: 0")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void streamsChunks() throws IOException {
        try (var client = client()) {
            client.send("GET /late HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.line()).isEqualTo("HTTP/1.1 200 OK");
            while (!client.line().isEmpty()) {}
            assertThat(client.line()).isEqualTo("5");
            assertThat(client.line()).isEqualTo("first");
            assertThat(client.line()).isEqualTo("7");
            assertThat(client.line()).isEqualTo(",second");
            assertThat(client.line()).isEqualTo("0");
        }
    }

    @Test
    void breaksOffAnAnswerWhoseHandlerFailed() throws IOException {
        try (var client = client()) {
            client.send("GET /broken HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.everything()).endsWith("4\r\npart\r\n");
        }
    }

    @Test
    void answers500ForAHandlerThatFailsOrSaysNothing() throws IOException {
        try (var client = client()) {
            client.send("GET /silent HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).startsWith("500");
            client.send("GET /throws HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(client.answer()).isEqualTo("500 internal error");
            assertThat(client.line()).isEqualTo("<end>");
        }
    }

    @Test
    void acceptsAnAbsoluteTarget() throws IOException {
        try (var client = client()) {
            client.send("GET http://127.0.0.1:9/p?q HTTP/1.1\r\nHost: localhost\r\n\r\nGET HTTP://h?q HTTP/1.1\r\n"
                    + "Host: localhost\r\n\r\n");
            assertThat(client.answer()).isEqualTo("200 GET /p q null");
            assertThat(client.answer()).isEqualTo("200 GET / q null");
        }
    }

    @Test
    void stampsTheArrivalOfTheFirstByteAndNotOfTheHandler() throws Exception {
        try (var client = client()) {
            client.send("G");
            long sent = System.nanoTime();
            while (System.nanoTime() - sent < 50_000_000) {
                Thread.onSpinWait();
            }
            long rest = System.nanoTime();
            client.send("ET /x HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            assertThat(received.get() - rest).isNegative();
        }
    }

    @Test
    void listensOnLoopbackOnly() throws IOException {
        var other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && address.getAddress().length == 4)
                .findAny();
        if (other.isPresent()) {
            InetAddress address = other.get();
            assertThatThrownBy(() -> new Socket(address, server.port()).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        assertThatThrownBy(
                        () -> LoopbackServer.start(server.port(), "second", ConnectionLimits.CALLERS, exchange -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    @Test
    void closesConnectionsWithRequestsInWork() throws IOException {
        try (var client = client();
                var idle = client()) {
            client.send("GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n");
            idle.send("GET /x HTTP/1.1\r\nHost: localhost\r\n\r\n").answer();
            server.close();
            assertThat(client.line()).isEqualTo("<end>");
            assertThat(idle.line()).isEqualTo("<end>");
            assertThat(isRefusedInTheEnd()).isTrue();
        }
    }

    /** A process that another test starts just now holds a copy of the listener until it has become its program. */
    private boolean isRefusedInTheEnd() {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (System.nanoTime() < end) {
            try {
                client().close();
            } catch (IOException e) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
