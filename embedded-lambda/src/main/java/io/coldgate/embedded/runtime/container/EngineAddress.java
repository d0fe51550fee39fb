package io.coldgate.embedded.runtime.container;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * The address of a container engine.
 *
 * @param host the host on which the published ports of its containers are reached from here
 * @param socket the path of its socket in its own file system, for a container that creates others
 */
record EngineAddress(String host, String socket) {
    static final String LOOPBACK = "127.0.0.1";

    /** The path of Docker's socket on its own machine, and inside its virtual machines on macOS. */
    private static final String USUAL_SOCKET = "/var/run/docker.sock";

    /**
     * Parses the address of Docker.
     *
     * @param endpoint the endpoint of the context, such as {@code unix:///var/run/docker.sock} or {@code
     *     tcp://docker:2375}
     * @param system the operating system that the daemon reports; Docker Desktop's is a virtual machine, on Linux too
     * @param here this machine's operating system, as in {@code os.name}
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
     * Parses the address of Podman, which exists only while a service listens on it.
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

    /** Returns the port mapping to publish; if the engine is on this machine, only on loopback. */
    String publishing(int port) {
        return host.equals(LOOPBACK) ? LOOPBACK + "::" + port : Integer.toString(port);
    }
}
