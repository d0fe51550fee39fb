package io.coldgate.embedded.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on 127.0.0.1.
 *
 * <p>The thread that accepts a connection also serves it, after it has passed the task of accepting to another pooled
 * thread: neither a new connection nor a request waits for a hand-over between threads (ADR 0002).
 */
public final class LoopbackServer implements AutoCloseable {
    /** The kernel reduces this to its own limit; a burst of clients must not see refused connections. */
    private static final int BACKLOG = 1024;

    private static final long THREAD_KEEP_SECONDS = 60;

    /** The pause after the system refuses to accept (no file descriptors), so that the thread does not spin. */
    private static final long ACCEPT_RETRY_NANOS = 50_000_000;

    /** Shared by all servers of the process: a new environment's server finds threads that are already running. */
    private static final Executor THREADS = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, THREAD_KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                var thread = new Thread(task, "coldgate-http");
                thread.setDaemon(true);
                return thread;
            });

    private final ServerSocket listener;
    private final String name;
    private final Handler handler;
    private final ConnectionTable connections;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LoopbackServer(ServerSocket listener, String name, ConnectionLimits limits, Handler handler) {
        this.listener = listener;
        this.connections = new ConnectionTable(limits);
        this.name = name;
        this.handler = handler;
    }

    /**
     * Starts a server.
     *
     * @param port the port on 127.0.0.1; 0 for any free one
     * @param name for thread names and log lines
     * @param limits how long it waits for its clients, and how many connections it accepts
     * @param handler answers the requests that come from this machine; {@link LoopbackGuard} refuses the others
     * @throws IOException when the port cannot be opened
     */
    public static LoopbackServer start(int port, String name, ConnectionLimits limits, Handler handler)
            throws IOException {
        var listener = new ServerSocket();
        try {
            listener.bind(
                    new InetSocketAddress(InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1}), port),
                    BACKLOG);
        } catch (IOException e) {
            listener.close();
            throw new IOException("127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
        var server = new LoopbackServer(listener, name, limits, handler);
        THREADS.execute(server::acceptAndServe);
        return server;
    }

    /** The port on which it listens. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Returns the number of open connections. */
    int connections() {
        return connections.size();
    }

    /** Closes the listener and every connection, including those that are handling a request. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            closeQuietly(listener);
            connections.close();
        }
    }

    private void acceptAndServe() {
        Thread.currentThread().setName("coldgate-http-" + name);
        handler.listening();
        Socket socket = accept();
        if (socket == null) {
            return;
        }
        THREADS.execute(this::acceptAndServe);
        try (socket) {
            Optional<ConnectionWait> wait = connections.add(socket);
            // The server was closed between accept and add: close() may have missed this connection.
            if (wait.isPresent() && !closed.get()) {
                socket.setTcpNoDelay(true);
                new Connection(socket, wait.get(), handler).serve();
            }
        } catch (IOException e) {
            log(Level.DEBUG, "connection ended", e);
        } catch (RuntimeException e) {
            log(Level.WARNING, "handler failed", e);
        } finally {
            connections.remove(socket);
        }
    }

    private @Nullable Socket accept() {
        while (!closed.get()) {
            try {
                return listener.accept();
            } catch (IOException e) {
                if (!closed.get()) {
                    log(Level.WARNING, "cannot accept", e);
                    // Without file descriptors, closing an idle client's connection makes room for the next one.
                    connections.closeLongestWaiting();
                    LockSupport.parkNanos(ACCEPT_RETRY_NANOS);
                }
            }
        }
        return null;
    }

    private void log(Level level, String what, Exception e) {
        System.getLogger(LoopbackServer.class.getName()).log(level, name + ": " + what, e);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            System.getLogger(LoopbackServer.class.getName()).log(Level.DEBUG, "close", e);
        }
    }
}
