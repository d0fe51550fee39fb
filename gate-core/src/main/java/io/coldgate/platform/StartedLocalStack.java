package io.coldgate.platform;

import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.container.ServiceContainer;
import io.coldgate.embedded.runtime.container.ServiceRun;
import io.coldgate.unit.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** LocalStack, or a compatible image, in a container of this run. */
final class StartedLocalStack implements LocalStackServer {
    /**
     * The time limit for the start: LocalStack is ready within seconds, but a machine that has just pulled a gigabyte
     * may be slow.
     */
    static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final int PORT = 4566;

    /**
     * The address that shows readiness. LocalStack's log line is not used, because compatible services have other logs.
     */
    private static final String HEALTH = "/_localstack/health";

    /** The variable with options that LocalStack passes to the engine for each function's container. */
    private static final String FLAGS = "LAMBDA_DOCKER_FLAGS";

    /** The label with which an image that is not LocalStack's own names its Lambda init. */
    private static final String INIT_LABEL = "io.coldgate.init";

    /** The longest reason on one line, from an engine's message, an image's last output, or a foreign label. */
    private static final int LONGEST_REASON = 800;

    private static final int LONGEST_LABEL = 100;

    static final String IMAGE_FACT = "localstack";
    static final String INIT_FACT = "localstack.init";

    private final ServiceContainer container;
    private final Map<String, String> facts;

    private StartedLocalStack(ServiceContainer container, Map<String, String> facts) {
        this.container = container;
        this.facts = facts;
    }

    /**
     * Pulls the image if it is missing, and starts it.
     *
     * @param variables variables for LocalStack itself
     * @param limit time limit for its start, once the image is available
     * @throws PlatformException without Docker or Podman, without the image, or when it does not become ready
     */
    static StartedLocalStack start(String image, Map<String, String> variables, Duration limit)
            throws PlatformException {
        try {
            ContainerEngine engine =
                    ContainerEngine.find("LocalStack needs", "measure elsewhere: --endpoint or --platform embedded");
            pull(engine, image);
            String name = ServiceRun.newName("localstack");
            ServiceContainer container = ServiceContainer.start(
                    engine, new ServiceRun(name, image, PORT, HEALTH, limit, variables(variables, name)));
            return withFacts(container, image);
        } catch (ContainerException e) {
            throw refused(e, "");
        }
    }

    private static void pull(ContainerEngine engine, String image) throws PlatformException {
        try {
            engine.pullMissing(image);
        } catch (ContainerException e) {
            throw refused(e, ": name one that can with LOCALSTACK_IMAGE, or a running service with --endpoint");
        }
    }

    private static PlatformException refused(ContainerException e, String remedy) {
        return new PlatformException(Printable.escape(String.valueOf(e.getMessage()), LONGEST_REASON) + remedy, e);
    }

    /** Returns LocalStack's own variables, with the labels that identify the containers of its functions. */
    private static Map<String, String> variables(Map<String, String> given, String name) {
        Map<String, String> variables = new HashMap<>(given);
        variables.putIfAbsent("SERVICES", "lambda");
        String labels = String.join(" ", ContainerEngine.labels(name));
        variables.merge(FLAGS, labels, (flags, more) -> flags + " " + more);
        return variables;
    }

    private static StartedLocalStack withFacts(ServiceContainer container, String image) throws ContainerException {
        Map<String, String> facts = new TreeMap<>();
        facts.put(IMAGE_FACT, image);
        boolean known = false;
        try {
            String init = container.label(INIT_LABEL);
            if (!init.isEmpty()) {
                facts.put(INIT_FACT, Printable.escape(init, LONGEST_LABEL));
            }
            known = true;
            return new StartedLocalStack(container, Map.copyOf(facts));
        } finally {
            if (!known) {
                container.close();
            }
        }
    }

    @Override
    public URI endpoint() {
        return container.endpoint();
    }

    @Override
    public boolean showsContainers() {
        return true;
    }

    @Override
    public Set<String> functionContainers() throws PlatformException {
        try {
            return container.made();
        } catch (ContainerException e) {
            throw refused(e, "");
        }
    }

    @Override
    public Map<String, String> facts() {
        return facts;
    }

    /** Stops it and removes the remaining containers of functions, for which LocalStack has no time. */
    @Override
    public void close() {
        container.close();
    }
}
