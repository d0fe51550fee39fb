package io.coldgate.embedded.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.coldgate.embedded.api.invoke.Event;
import io.coldgate.embedded.api.invoke.EventQueue;
import io.coldgate.embedded.api.wire.ApiException;
import io.coldgate.embedded.runtime.environment.EnvironmentsFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events whose run is an error of the server itself. */
class EventQueueTest {
    private static final int CAPACITY = 1_000;
    private static final Logger LOG = Logger.getLogger(EventQueue.class.getName());

    private final BareCalls calls = new BareCalls();
    private final FakeEnvironments environments = new FakeEnvironments();
    private final AtomicInteger said = new AtomicInteger();

    @BeforeEach
    void createAndListen() {
        calls.create("checkout");
        LOG.setFilter(line -> {
            if (line.getMessage().equals("an event of checkout is dropped")) {
                said.incrementAndGet();
            }
            return false;
        });
    }

    @AfterEach
    void listenNoMore() {
        LOG.setFilter(null);
    }

    @Test
    void anEventThatBreaksTheServerIsSaidAndLeavesItsPlaceToAnother() {
        try (EventQueue queue = new EventQueue(calls.invoker(environments), List.of())) {
            for (int i = 0; i < CAPACITY; i++) {
                add(queue, "{\"break\":true}");
            }

            assertThat(EnvironmentsFixture.soon(() -> isTaken(queue, "{\"good\":true}")))
                    .isTrue();
            assertThat(EnvironmentsFixture.soon(
                            () -> environments.requests.size() > CAPACITY && said.get() == CAPACITY))
                    .isTrue();
        }
    }

    private static boolean isTaken(EventQueue queue, String payload) {
        try {
            add(queue, payload);
            return true;
        } catch (ApiException e) {
            return false;
        }
    }

    private static void add(EventQueue queue, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        queue.add(BareCalls.ref("checkout"), new Event("id", bytes, null, "Root=1-5759e988-bd862e3fe1be46a994272793"));
    }
}
