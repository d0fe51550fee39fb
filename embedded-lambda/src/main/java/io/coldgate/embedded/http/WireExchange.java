package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The exchange that a {@link Handler} sees, over the connection's streams. */
final class WireExchange implements Exchange {
    private static final byte[] NOTHING = {};

    private final RequestHead head;
    private final ResponseWriter response;
    private final BodyInput body;

    WireExchange(RequestHead head, WireInput in, ResponseWriter response, ConnectionWait wait) {
        this.head = head;
        this.response = response;
        this.body = new BodyInput(in, head.contentLength(), wait, this::sendContinue);
    }

    private void sendContinue() {
        try {
            if (head.expectsContinue() && !response.started()) {
                response.sendContinue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String rawPath() {
        return head.rawPath();
    }

    @Override
    public @Nullable String rawQuery() {
        return head.rawQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return head.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public Map<String, String> headers() {
        return head.headers();
    }

    @Override
    public long receivedNanos() {
        return head.receivedNanos();
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public Map<String, String> trailers() {
        return body.trailers();
    }

    @Override
    public byte[] readBody(long limit) throws IOException {
        if (head.contentLength() == 0) {
            return NOTHING;
        }
        if (head.contentLength() > limit) {
            throw new BodyTooLargeException(limit);
        }
        // One byte more than the limit distinguishes a body that is too long from one that just fits.
        int most = (int) Math.min(limit + 1, Integer.MAX_VALUE - 8);
        byte[] bytes = body.readNBytes(head.chunked() ? most : (int) Math.min(most, head.contentLength()));
        if (bytes.length > limit) {
            throw new BodyTooLargeException(limit);
        }
        return bytes;
    }

    @Override
    public void respond(int status, Map<String, String> headers, byte[] content) throws IOException {
        closeIfUnasked();
        response.whole(status, headers, content);
    }

    @Override
    public OutputStream respondChunked(int status, Map<String, String> headers) throws IOException {
        closeIfUnasked();
        return response.chunked(status, headers);
    }

    /**
     * Closes the connection after the answer if the client waits for 100 (Continue): it may or may not send its body,
     * so nothing can follow.
     */
    private void closeIfUnasked() {
        if (unasked()) {
            response.closeAfter();
        }
    }

    private boolean unasked() {
        return head.expectsContinue() && !body.begun() && !body.finished();
    }

    /** Reads the rest of the body; false when it has more than {@code limit} bytes, or when it must not be read. */
    boolean drain(long limit) throws IOException {
        if (unasked()) {
            return false;
        }
        byte[] sink = new byte[body.finished() ? 0 : 64 * 1024];
        long drained = 0;
        while (!body.finished() && drained <= limit) {
            drained += Math.max(body.read(sink, 0, sink.length), 0);
        }
        return body.finished();
    }
}
