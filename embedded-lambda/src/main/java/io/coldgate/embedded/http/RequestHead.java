package io.coldgate.embedded.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request without its body.
 *
 * @param http11 true for HTTP/1.1, false for HTTP/1.0
 * @param headers names in lower case; repeated headers are joined by a comma
 * @param contentLength bytes of the body; -1 when it is chunked
 * @param expectsContinue whether the client waits for 100 (Continue) before it sends the body
 * @param keepAlive whether the client accepts another answer on this connection
 * @param receivedNanos when its first byte was read
 */
record RequestHead(
        String method,
        String rawPath,
        @Nullable String rawQuery,
        boolean http11,
        Map<String, String> headers,
        long contentLength,
        boolean expectsContinue,
        boolean keepAlive,
        long receivedNanos) {
    boolean chunked() {
        return contentLength < 0;
    }
}
