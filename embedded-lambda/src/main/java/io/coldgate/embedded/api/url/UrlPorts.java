package io.coldgate.embedded.api.url;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.Handler;
import io.coldgate.embedded.http.LoopbackServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The ports on which URLs are served. No port is used for a second URL, because a client that still has the address of
 * a removed URL must not reach another function with it.
 */
final class UrlPorts {
    /** The system picks among tens of thousands of ports; a port can be reused only after that many URLs. */
    private static final int TRIES = 64;

    private final BitSet used = new BitSet();

    /** A server at a port that has served no URL yet. */
    synchronized LoopbackServer start(String name, Handler handler) throws IOException {
        List<LoopbackServer> others = new ArrayList<>();
        try {
            LoopbackServer server = LoopbackServer.start(0, name, ConnectionLimits.CALLERS, handler);
            // Refused ports stay open until the search ends, so that the system does not offer them again.
            while (used.get(server.port()) && others.size() < TRIES) {
                others.add(server);
                server = LoopbackServer.start(0, name, ConnectionLimits.CALLERS, handler);
            }
            used.set(server.port());
            return server;
        } finally {
            others.forEach(LoopbackServer::close);
        }
    }
}
