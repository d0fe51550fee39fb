package io.coldgate.embedded.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Used only by the thread of its connection. */
public interface Exchange {
    /** The method, upper case. */
    String method();

    /** The path as it was sent: percent-encoded, without the query. */
    String rawPath();

    /** The query as it was sent, without the question mark; null when there is none. */
    @Nullable
    String rawQuery();

    /** The header's value, or null; names are compared without regard to case. */
    @Nullable
    String header(String name);

    /** Every header, with names in lower case; repeated headers are joined by a comma. */
    Map<String, String> headers();

    /** Returns when the request line's first byte was read, on {@link System#nanoTime()}'s clock. */
    long receivedNanos();

    /** The body as a stream; chunked bodies are decoded, {@code Expect: 100-continue} is answered on the first read. */
    InputStream body() throws IOException;

    /** Trailers of a chunked body, names in lower case; empty until the body was read to its end. */
    Map<String, String> trailers();

    /**
     * Reads the whole body.
     *
     * @throws BodyTooLargeException when it has more than {@code limit} bytes; the rest is not read
     */
    byte[] readBody(long limit) throws IOException;

    /** Sends the whole answer. */
    void respond(int status, Map<String, String> headers, byte[] body) throws IOException;

    /** Sends the head of a chunked answer; closing the stream ends it. */
    OutputStream respondChunked(int status, Map<String, String> headers) throws IOException;
}
