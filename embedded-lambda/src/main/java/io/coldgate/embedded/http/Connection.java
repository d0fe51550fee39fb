package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one connection, one after the other, on the calling thread. */
final class Connection {
    /**
     * An unread body up to this size is read and discarded, so that a client that is still sending (for example an
     * archive over Lambda's limit of 70,167,211 bytes) can read the answer; for a larger body the connection is closed.
     */
    private static final long MAX_DRAIN = 96L << 20;

    private static final byte[] REFUSAL =
            ("{\"Message\":\"" + LoopbackGuard.REFUSAL + "\"}").getBytes(StandardCharsets.UTF_8);

    private final Socket socket;
    private final ConnectionWait wait;
    private final Handler handler;

    Connection(Socket socket, ConnectionWait wait, Handler handler) {
        this.socket = socket;
        this.wait = wait;
        this.handler = handler;
    }

    void serve() throws IOException {
        var in = new WireInput(socket.getInputStream());
        var out = new WaitingOutput(socket.getOutputStream(), wait);
        boolean open = true;
        while (open) {
            var response = new ResponseWriter(out);
            try {
                RequestHead head = head(in);
                open = head != null && answer(head, in, response);
                handler.listening();
            } catch (MalformedRequestException e) {
                refuse(response, e);
                lingerBriefly(in);
                open = false;
            }
        }
    }

    private @Nullable RequestHead head(WireInput in) throws IOException {
        wait.begin(ConnectionWait.Phase.REQUEST);
        try {
            if (!in.await()) {
                return null;
            }
            wait.begin(ConnectionWait.Phase.HEAD);
            return HeadParser.read(in);
        } finally {
            wait.end();
        }
    }

    /** Returns whether the connection can take another request. */
    private boolean answer(RequestHead head, WireInput in, ResponseWriter response) throws IOException {
        response.begin(head);
        var exchange = new WireExchange(head, in, response, wait);
        try {
            if (LoopbackGuard.admits(head)) {
                handler.handle(exchange);
            } else {
                exchange.respond(403, Map.of("Content-Type", "application/json"), REFUSAL);
            }
        } catch (MalformedRequestException | UnansweredException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (!response.started()) {
                response.closeAfter();
                response.whole(500, Map.of(), "internal error\n".getBytes(StandardCharsets.UTF_8));
            }
            throw e;
        }
        if (!response.started()) {
            response.whole(500, Map.of(), "no answer\n".getBytes(StandardCharsets.UTF_8));
        }
        return response.finished() && exchange.drain(MAX_DRAIN) && !response.closes();
    }

    private static void refuse(ResponseWriter response, MalformedRequestException e) throws IOException {
        if (!response.started()) {
            response.closeAfter();
            response.whole(
                    e.status(),
                    Map.of("Content-Type", "text/plain"),
                    (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Reads the bytes that have already arrived: closing with unread bytes resets the connection, and the client never
     * sees the answer.
     */
    private void lingerBriefly(WireInput in) throws IOException {
        socket.shutdownOutput();
        InputStream rest = socket.getInputStream();
        byte[] sink = new byte[8192];
        int reads = 0;
        // Bounded by the data that the client already had on its way; a client that continues to send is cut off.
        while (reads++ < 64 && (in.buffered() || rest.available() > 0) && in.read(sink, 0, sink.length) >= 0) {
            continue;
        }
    }
}
