package io.coldgate.embedded.runtime.container;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The place where a container engine listens.
 *
 * @param host where the ports that its containers publish are reached from here
 * @param socket its socket as it sees it itself, for a container that makes others
 */
record EngineAddress(String host, String socket) {
    static final String LOOPBACK = "127.0.0.1";

    /** The place of Docker's socket on its own machine, and inside the virtual machines that it has on macOS. */
    private static final String USUAL_SOCKET = "/var/run/docker.sock";

    /**
     * Reads Docker's.
     *
     * @param endpoint the context's, as in {@code unix:///var/run/docker.sock} or {@code tcp://docker:2375}
     * @param system what the daemon says that it runs on; Docker Desktop's is a virtual machine, on Linux too
     * @param here this machine's system, as in {@code os.name}
     */
    static EngineAddress ofDocker(String endpoint, String system, String here) throws ContainerException {
        URI uri;
        try {
            uri = new URI(endpoint);
        } catch (URISyntaxException e) {
            throw new ContainerException(
                    "Docker listens at " + endpoint + ", which is not an address: correct DOCKER_HOST");
        }
        if ("unix".equals(uri.getScheme())) {
            boolean sameKernel = here.equals("Linux") && !system.equals("Docker Desktop");
            return new EngineAddress(LOOPBACK, sameKernel ? uri.getPath() : USUAL_SOCKET);
        }
        String host = uri.getHost();
        return new EngineAddress(host == null || host.equals("localhost") ? LOOPBACK : host, USUAL_SOCKET);
    }

    /**
     * Reads Podman's, which is there only while something listens on it.
     *
     * @param answer {@code true} or {@code false}, and the path
     */
    static EngineAddress ofPodman(String answer) throws ContainerException {
        String path = answer.substring(answer.indexOf(' ') + 1).strip();
        if (!answer.startsWith("true ") || path.isEmpty()) {
            throw new ContainerException("Podman has no socket here, which a container needs to start others: start"
                    + " it with systemctl --user start podman.socket, or name Docker with " + ContainerEngine.VARIABLE);
        }
        return new EngineAddress(LOOPBACK, path.startsWith("unix://") ? path.substring("unix://".length()) : path);
    }

    /** Returns what is published: on the engine's own machine nobody else's business. */
    String publishing(int port) {
        return host.equals(LOOPBACK) ? LOOPBACK + "::" + port : Integer.toString(port);
    }
}
