package io.coldgate.platform;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;

/** A service that the user runs. Its containers are not examined: only the probe proves a cold start. */
record RunningLocalStack(URI endpoint) implements LocalStackServer {
    private static final int CONNECT_MILLIS = 5000;

    /**
     * Checks that a service answers at the address.
     *
     * @throws PlatformException when none does
     */
    static RunningLocalStack at(URI endpoint) throws PlatformException {
        String host = endpoint.getHost();
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (host == null || !http) {
            throw new PlatformException(
                    "endpoint " + endpoint + ": not an address of a service: write it as in http://127.0.0.1:4566");
        }
        int port = endpoint.getPort() > 0 ? endpoint.getPort() : "https".equals(endpoint.getScheme()) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
            return new RunningLocalStack(endpoint);
        } catch (UnknownHostException e) {
            throw new PlatformException("endpoint " + endpoint + ": no such host: " + host, e);
        } catch (IOException e) {
            throw new PlatformException(
                    "endpoint " + endpoint + ": nobody listens there (" + e.getMessage()
                            + "): start the service, or leave the endpoint out and let the gate start LocalStack",
                    e);
        }
    }

    @Override
    public boolean showsContainers() {
        return false;
    }

    @Override
    public Set<String> functionContainers() {
        return Set.of();
    }

    @Override
    public Map<String, String> facts() {
        return Map.of(StartedLocalStack.IMAGE_FACT, "at " + endpoint);
    }

    @Override
    public void close() {
        // The service belongs to the user.
    }
}
