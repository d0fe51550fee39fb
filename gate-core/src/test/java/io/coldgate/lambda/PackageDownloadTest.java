package io.coldgate.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PackageDownloadTest {
    private ServerSocket server;
    private Thread serving;
    private final CountDownLatch ended = new CountDownLatch(1);

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws Exception {
        ended.countDown();
        server.close();
        serving.join();
    }

    /** Answers one request; the connection stays open until the test has ended. */
    private String serving(String answer) {
        serving = new Thread(() -> {
            try (Socket socket = server.accept()) {
                socket.getOutputStream().write(answer.getBytes(US_ASCII));
                socket.getOutputStream().flush();
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        serving.start();
        return "http://127.0.0.1:" + server.getLocalPort() + "/secret";
    }

    @Test
    void aPackageIsReadWhole() throws Exception {
        String location = serving("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(PackageDownload.of("shop", location, Duration.ofMinutes(1))).isEqualTo("abc".getBytes(US_ASCII));
    }

    @Test
    void oneThatStopsInTheMiddleIsNotWaitedForWithoutEnd() {
        String location = serving("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na");

        assertThatThrownBy(() -> PackageDownload.of("shop", location, Duration.ofSeconds(1)))
                .isInstanceOf(CallException.class)
                .hasMessage("the package of shop cannot be read: it did not end within 1 s");
    }

    @Test
    void anAddressThatHasExpiredIsSaidWithoutTheAddress() {
        String location = serving("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> PackageDownload.of("shop", location, Duration.ofMinutes(1)))
                .hasMessage("the package of shop cannot be read: HTTP 403");
    }
}
