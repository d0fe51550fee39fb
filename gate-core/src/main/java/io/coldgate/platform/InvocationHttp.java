package io.coldgate.platform;

import io.coldgate.thresholds.FanOut;
import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The HTTP client for invocations, which may take long, and many at a time. */
final class InvocationHttp {
    /** Lambda's longest timeout is 900 s; the answer may take that and a little more. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(16);

    /** A round of the largest fan-out has two invocations for each of its starts. */
    private static final int MOST_CONNECTIONS = 2 * FanOut.MOST;

    private InvocationHttp() {}

    static Apache5HttpClient.Builder builder() {
        return Apache5HttpClient.builder().socketTimeout(SOCKET_TIMEOUT).maxConnections(MOST_CONNECTIONS);
    }
}
