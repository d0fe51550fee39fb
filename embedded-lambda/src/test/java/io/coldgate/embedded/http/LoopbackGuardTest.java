package io.coldgate.embedded.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackGuardTest {
    private final AtomicInteger handled = new AtomicInteger();
    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = LoopbackServer.start(0, "test", ConnectionLimits.CALLERS, exchange -> {
            handled.incrementAndGet();
            exchange.respond(200, Map.of(), new byte[0]);
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String status(String headers) throws IOException {
        try (var client = new RawClient(server.port())) {
            return client.send("GET / HTTP/1.1\r\n" + headers + "\r\n\r\n").answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost",
                "Host: 127.0.0.1:80",
                "Host: [::1]:80",
                "Host: Lambda.LocalHost:1",
                "Host: x",
                "Host: localhost\r\nOrigin: http://localhost:3000",
                "Host: localhost\r\nOrigin: http://localhost:3000\r\nSec-Fetch-Site: cross-site",
                "Host: localhost\r\nSec-Fetch-Site: none"
            })
    void letsInWhatComesFromThisMachine(String headers) throws IOException {
        assertThat(status(headers)).startsWith("200");
        assertThat(handled).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost.evil.example",
                "Host: 127.0.0.1.evil.example:80",
                "Host: 128.0.0.1",
                "Host: ",
                "Host: localhost\r\nOrigin: null",
                "Host: localhost\r\nOrigin: ",
                "Host: localhost\r\nOrigin: https://evil.example",
                "Host: localhost\r\nOrigin: https://localhost.evil.example",
                "Host: localhost\r\nOrigin: file://localhost",
                "Host: localhost\r\nSec-Fetch-Site: cross-site"
            })
    void refusesWhatAWebPageMakesABrowserSend(String headers) throws IOException {
        assertThat(status(headers))
                .startsWith("403 {\"Message\":\"The embedded Lambda answers requests from this machine");
        assertThat(handled).hasValue(0);
    }

    @Test
    void takesAnOldClientThatNamesNoHost() throws IOException {
        try (var client = new RawClient(server.port())) {
            assertThat(client.send("GET / HTTP/1.0\r\n\r\n").answer()).startsWith("200");
        }
    }
}
