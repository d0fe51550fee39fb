package io.coldgate.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ConnectionLimitsTest {
    private static final Duration SHORT = Duration.ofMillis(40);
    private static final Duration NEVER = Duration.ZERO;
    private static final String GET = "GET /quick HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final byte[] LARGE = new byte[64 << 20];

    private final CountDownLatch hold = new CountDownLatch(1);
    private final Semaphore working = new Semaphore(0);
    private final List<RawClient> clients = new ArrayList<>();
    private @Nullable LoopbackServer server;

    @AfterEach
    void stop() throws IOException {
        hold.countDown();
        if (server != null) {
            server.close();
        }
        for (RawClient client : clients) {
            client.close();
        }
    }

    private void start(int connections, Duration idle, Duration head, Duration silence) throws IOException {
        server = LoopbackServer.start(0, "test", new ConnectionLimits(connections, idle, head, silence), exchange -> {
            if (exchange.rawPath().equals("/hold")) {
                working.release();
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            boolean large = exchange.rawPath().equals("/large");
            byte[] body = large ? LARGE : exchange.readBody(1_000);
            if (large) {
                working.release();
            }
            exchange.respond(200, Map.of(), body);
        });
    }

    private RawClient client() throws IOException {
        var client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private void inWork(int n) throws IOException, InterruptedException {
        for (int i = 0; i < n; i++) {
            client().send("GET /hold HTTP/1.1\r\nHost: localhost\r\n\r\n");
        }
        assertThat(working.tryAcquire(n, 60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void clientsThatOnlyStayConnectedLockNobodyOut() throws IOException {
        start(8, NEVER, NEVER, NEVER);
        RawClient first = client();
        assertThat(first.send(GET).answer()).startsWith("200");
        for (int i = 0; i < 40; i++) {
            client().send("GET /half HTTP/1.1\r\nHo");
        }

        for (int i = 0; i < 40; i++) {
            assertThat(client().send(GET).answer()).startsWith("200");
        }
        assertThat(first.line()).isEqualTo("<end>");
    }

    @Test
    void aRequestInWorkIsNeverClosedForANewcomer() throws Exception {
        start(8, NEVER, NEVER, NEVER);
        inWork(7);
        for (int i = 0; i < 20; i++) {
            assertThat(client().send(GET).answer()).startsWith("200");
        }

        hold.countDown();
        for (RawClient busy : clients.subList(0, 7)) {
            assertThat(busy.answer()).startsWith("200");
        }
    }

    @Test
    void thereIsNoRoomWhereEveryConnectionHasARequestInWork() throws Exception {
        start(3, NEVER, NEVER, NEVER);
        inWork(3);

        assertThat(client().answer()).startsWith("<end>");
    }

    @Test
    void anIdleConnectionEnds() throws IOException {
        start(8, SHORT, NEVER, NEVER);
        RawClient client = client();
        client.send(GET).answer();

        assertThat(client.line()).isEqualTo("<end>");
    }

    @Test
    void aHeadThatDripsInEnds() throws IOException {
        start(8, NEVER, SHORT, NEVER);
        RawClient client = client().send("GET / HTTP/1.1\r\nHost: localhost\r\n");
        while (client.isOpen()) {
            client.drip("X: y\r\n");
        }

        RawClient silent = client();
        assertThat(silent.send(GET).answer())
                .as("whoever has not begun is not late")
                .startsWith("200");
    }

    @Test
    void aBodyThatStaysAwayEnds() throws IOException {
        start(8, NEVER, NEVER, SHORT);
        RawClient client = client().send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");

        assertThat(client.everything()).doesNotContain("200");
    }

    @Test
    void anAnswerThatNobodyTakesEnds() throws Exception {
        start(8, NEVER, NEVER, SHORT);
        RawClient client = client().send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertThat(working.tryAcquire(60, TimeUnit.SECONDS)).isTrue();

        while (server.connections() > 0 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        assertThat(server.connections()).isZero();
        assertThat(client.rest()).isLessThan(LARGE.length);
    }

    @Test
    @Tag("slow")
    void aHandlerMayTakeItsTime() throws Exception {
        // Long enough for a busy machine to send the request.
        Duration limit = Duration.ofSeconds(3);
        start(8, limit, limit, limit);
        inWork(1);
        RawClient idle = client();
        assertThat(idle.line()).as("the limits have passed").isEqualTo("<end>");

        hold.countDown();
        assertThat(clients.get(0).answer()).startsWith("200");
    }

    @Test
    void limitsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(0, NEVER, NEVER, NEVER));
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionLimits(1, SHORT.negated(), NEVER, NEVER));
    }
}
