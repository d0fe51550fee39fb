package io.coldgate.platform;

import io.coldgate.thresholds.FanOut;
import java.time.Duration;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** The HTTP client for invocations, which may be long and numerous. */
final class InvocationHttp {
    /** The socket timeout: Lambda's longest timeout is 900 s, and the answer may take a little longer. */
    private static final Duration SOCKET_TIMEOUT = Duration.ofMinutes(16);

    /** The number of connections: a round of the largest fan-out has two invocations for each of its starts. */
    private static final int MOST_CONNECTIONS = 2 * FanOut.MOST;

    private InvocationHttp() {}

    static Apache5HttpClient.Builder builder() {
        return Apache5HttpClient.builder().socketTimeout(SOCKET_TIMEOUT).maxConnections(MOST_CONNECTIONS);
    }
}
