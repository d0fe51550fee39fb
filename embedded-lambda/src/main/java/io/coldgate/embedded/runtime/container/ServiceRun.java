package io.coldgate.embedded.runtime.container;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service that is to run in a container and may make containers of its own through the engine.
 *
 * @param name the container's: of {@link #newName}
 * @param image its image, which is on this machine
 * @param port where it listens inside
 * @param health the path that it answers with 200 once it is ready
 * @param readyWithin the time that it may take until then
 * @param variables its environment
 */
public record ServiceRun(
        String name, String image, int port, String health, Duration readyWithin, Map<String, String> variables) {
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Copies the variables. */
    public ServiceRun {
        variables = Map.copyOf(variables);
    }

    /** Returns a name that nothing else on this machine has, and that says whose the container is. */
    public static String newName(String service) {
        return ContainerName.of(service + "-" + COUNT.incrementAndGet());
    }

    /**
     * The command line's words behind the engine's name. Variables stand there without their values: a token is
     * nobody's.
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
