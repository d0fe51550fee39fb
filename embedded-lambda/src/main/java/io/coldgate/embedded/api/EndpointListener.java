package io.coldgate.embedded.api;

import io.coldgate.embedded.http.ConnectionLimits;
import io.coldgate.embedded.http.Handler;
import io.coldgate.embedded.http.LoopbackServer;
import io.coldgate.embedded.model.Outage;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** The server at its port; it can go away and come back at the same port. */
final class EndpointListener implements AutoCloseable {
    /** The interval at which an absent server checks whether it may come back, and retries if its port is taken. */
    private static final long LOOK_MILLIS = 5;

    private final Handler handler;
    private final int port;
    private LoopbackServer server;
    private boolean closed;

    EndpointListener(int port, Handler handler) throws IOException {
        this.handler = handler;
        this.server = LoopbackServer.start(port, "control", ConnectionLimits.CALLERS, handler);
        this.port = server.port();
    }

    int port() {
        return port;
    }

    /** Resets every connection and refuses new ones as long as the outage lasts. */
    synchronized void goAway(Outage outage) {
        if (!closed) {
            server.close();
            Thread thread = new Thread(() -> comeBack(outage), "outage");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void comeBack(Outage outage) {
        try {
            while (outage.lasts() || !started()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether there is nothing left to do. */
    private synchronized boolean started() {
        if (closed) {
            return true;
        }
        try {
            server = LoopbackServer.start(port, "control", ConnectionLimits.CALLERS, handler);
            return true;
        } catch (IOException e) {
            System.getLogger(EndpointListener.class.getName()).log(Level.DEBUG, "come back", e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        server.close();
    }
}
