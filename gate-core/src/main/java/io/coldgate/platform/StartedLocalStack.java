package io.coldgate.platform;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Container;
import io.coldgate.unit.Printable;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack, or an image that may stand for it, in a container of this run. */
final class StartedLocalStack implements LocalStackServer {
    /** LocalStack is ready within seconds; a machine that just pulled a gigabyte may be slow. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final int PORT = 4566;

    /** Says in an image that is not LocalStack's own what its Lambda init is. */
    private static final String INIT_LABEL = "io.coldgate.init";

    static final String IMAGE_FACT = "localstack";
    static final String INIT_FACT = "localstack.init";

    private final LocalStackContainer container;
    private final String image;
    private final DockerClient docker;

    private StartedLocalStack(LocalStackContainer container, String image, DockerClient docker) {
        this.container = container;
        this.image = image;
        this.docker = docker;
    }

    /**
     * Pulls the image where it is missing, and starts it.
     *
     * @param variables for LocalStack itself
     * @throws PlatformException without Docker, without the image, or when it does not become ready
     */
    static StartedLocalStack start(String image, Map<String, String> variables) throws PlatformException {
        DockerClient docker = docker();
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("lambda")
                .withEnv(variables)
                // Not LocalStack's log line: the services that stand for it have the same address and other logs.
                .waitingFor(Wait.forHttp("/_localstack/health").forPort(PORT).withStartupTimeout(START_LIMIT));
        try {
            container.start();
            return new StartedLocalStack(container, image, docker);
        } catch (ContainerFetchException e) {
            throw new PlatformException(
                    "the image " + image + " is not here and cannot be pulled (" + reason(e)
                            + "): name one that can with LOCALSTACK_IMAGE, or a running service with --endpoint",
                    e);
        } catch (ContainerLaunchException | DockerException e) {
            String log = lastLine(container);
            container.stop();
            throw new PlatformException(image + " does not start: " + reason(e) + log, e);
        }
    }

    private static DockerClient docker() throws PlatformException {
        try {
            return DockerClientFactory.instance().client();
        } catch (IllegalStateException e) {
            throw new PlatformException(
                    "no Docker on this machine, which LocalStack needs: start Docker, name a running service with"
                            + " --endpoint, or use --platform embedded",
                    e);
        }
    }

    /** Returns what the innermost exception says, which is the Docker daemon's own word. */
    private static String reason(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        return Printable.escape(String.valueOf(innermost.getMessage()).strip(), 200);
    }

    private static String lastLine(LocalStackContainer container) {
        if (container.getContainerId() == null) {
            return "";
        }
        List<String> lines =
                container.getLogs().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "" : "; it said last: " + Printable.escape(lines.get(lines.size() - 1), 200);
    }

    @Override
    public URI endpoint() {
        return container.getEndpoint();
    }

    @Override
    public boolean showsContainers() {
        return true;
    }

    /** LocalStack gives its functions' containers the labels that Testcontainers hands it. */
    @Override
    public Set<String> functionContainers() {
        Set<String> ids = new HashSet<>();
        for (Container one : docker.listContainersCmd().withLabelFilter(label()).exec()) {
            if (!one.getId().equals(container.getContainerId())) {
                ids.add(one.getId());
            }
        }
        return ids;
    }

    private static Map<String, String> label() {
        return Map.of(DockerClientFactory.TESTCONTAINERS_SESSION_ID_LABEL, DockerClientFactory.SESSION_ID);
    }

    @Override
    public Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        facts.put(IMAGE_FACT, image);
        Map<String, String> labels = container.getContainerInfo().getConfig().getLabels();
        String init = labels == null ? null : labels.get(INIT_LABEL);
        if (init != null) {
            facts.put(INIT_FACT, Printable.escape(init, 100));
        }
        return facts;
    }

    /** Also ends what is left of the functions' containers: LocalStack has no time to. */
    @Override
    public void close() {
        container.stop();
        for (Container one : docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(label())
                .exec()) {
            try {
                docker.removeContainerCmd(one.getId()).withForce(true).exec();
            } catch (DockerException e) {
                // It ended by itself in this moment; LocalStack removes them too.
                continue;
            }
        }
    }
}
