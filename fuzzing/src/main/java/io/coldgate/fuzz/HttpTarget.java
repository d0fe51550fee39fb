package io.coldgate.fuzz;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.LoopbackServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The embedded Lambda's HTTP server: every connection gets answers or its end, never a server error, and only whole
 * requests reach a handler.
 */
public final class HttpTarget {
    private static final int LONGEST_BODY = 1 << 20;
    private static final int WAIT_MILLIS = 10_000;
    private static final Pattern ANSWERS = Pattern.compile("(?s)(HTTP/1\\.1 [12345]\\d\\d .*)?");
    private static final AtomicInteger BROKEN = new AtomicInteger();
    private static final LoopbackServer SERVER = start();

    private HttpTarget() {}

    private static LoopbackServer start() {
        try {
            return LoopbackServer.start(0, "fuzz", ConnectionLimits.CALLERS, exchange -> {
                if (exchange.headers().containsKey("content-length")
                        && exchange.headers().containsKey("transfer-encoding")) {
                    BROKEN.incrementAndGet();
                }
                exchange.respond(200, Map.of(), exchange.readBody(LONGEST_BODY));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends the bytes on a connection of their own. */
    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        String answers;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream().write(data);
            socket.shutdownOutput();
            answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("broken: a connection has no end", e);
        } catch (SocketException e) {
            // The server may close before it has read everything.
            return;
        }
        Promise.that(ANSWERS.matcher(answers).matches(), "no HTTP answer: " + answers);
        Promise.that(!answers.startsWith("HTTP/1.1 500"), "a server error for a client's mistake");
        Promise.that(BROKEN.get() == 0, "a request with two lengths reached a handler");
    }
}
