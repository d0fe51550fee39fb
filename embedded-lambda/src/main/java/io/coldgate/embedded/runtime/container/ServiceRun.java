package io.coldgate.embedded.runtime.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that is to run in a container and may create other containers through the engine.
 *
 * @param name the container's name: from {@link #newName}
 * @param image its image, which is already on this machine
 * @param port the port on which it listens inside the container
 * @param health the path to which it responds with 200 once it is ready
 * @param readyWithin the time limit until it is ready
 * @param variables its environment variables
 */
public record ServiceRun(
        String name, String image, int port, String health, Duration readyWithin, Map<String, String> variables) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Copies the variables. */
    public ServiceRun {
        variables = Map.copyOf(variables);
    }

    /** Returns a name that is unique on this machine and that identifies the container's owner. */
    public static String newName(String service) {
        return ContainerName.of(service + "-" + COUNT.incrementAndGet());
    }

    /**
     * Returns the arguments of the engine's command line. Variables are given without their values, so that a token is
     * not visible to other users.
     */
    List<String> words(EngineAddress address) {
        List<String> words = new ArrayList<>(List.of("run", "-d", "--pull=never", "--name", name));
        words.addAll(ContainerEngine.labels(name));
        words.addAll(List.of("--publish", address.publishing(port)));
        words.addAll(List.of("--security-opt", "label=disable"));
        words.addAll(List.of("--volume", address.socket() + ":/var/run/docker.sock"));
        for (String variable : new TreeMap<>(variables).keySet()) {
            words.addAll(List.of("--env", variable));
        }
        words.add(image);
        return words;
    }
}
