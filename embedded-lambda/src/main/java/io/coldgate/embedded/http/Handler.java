package io.coldgate.embedded.http;

import java.io.IOException;

/** Answers the requests of a {@link LoopbackServer}; called from many threads at once. */
@FunctionalInterface
public interface Handler {
    /** Answers one request. An exception closes the connection, after a plain 500 if nothing was sent. */
    void handle(Exchange exchange) throws IOException;

    /** Called on the thread that will serve, before it waits for a connection or for the next request on one. */
    default void listening() {}
}
