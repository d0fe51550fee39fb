package io.coldgate.gatling;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * A target on loopback with which Gatling's client loads its classes. Without it, the client's first request takes
 * hundreds of milliseconds; if the function itself were the target, its cold start would be used up.
 */
final class WarmUpTarget {

    private final HttpServer server;

    private WarmUpTarget(HttpServer server) {
        this.server = server;
    }

    static WarmUpTarget start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return new WarmUpTarget(server);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on loopback to warm up", e);
        }
    }

    String url() {
        return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/";
    }

    void stop() {
        server.stop(0);
    }
}
