package io.coldgate.embedded.api.url;

import io.coldgate.embedded.api.function.LambdaFunction;
import io.coldgate.embedded.http.LoopbackServer;
import org.jspecify.annotations.Nullable;

/**
 * A URL that is or was served. It belongs to one function, not to the function's name. Once removed, it answers only
 * 404, and only while requests from before the removal are under way.
 */
final class ServedUrl implements AutoCloseable {
    private final LambdaFunction function;
    private @Nullable LoopbackServer server;
    private volatile @Nullable FunctionUrl url;
    private int underWay;

    ServedUrl(LambdaFunction function) {
        this.function = function;
    }

    LambdaFunction function() {
        return function;
    }

    /** The URL as it is configured now; null when it was removed or is not served yet. */
    @Nullable
    FunctionUrl url() {
        return url;
    }

    synchronized void serve(FunctionUrl configured, LoopbackServer at) {
        url = configured;
        server = at;
    }

    void configure(FunctionUrl configured) {
        url = configured;
    }

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
        closeWhenDone();
    }

    /** Stops serving; requests that are under way are answered first. */
    synchronized void remove() {
        url = null;
        closeWhenDone();
    }

    private void closeWhenDone() {
        if (url == null && underWay == 0) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        if (server != null) {
            server.close();
        }
    }
}
