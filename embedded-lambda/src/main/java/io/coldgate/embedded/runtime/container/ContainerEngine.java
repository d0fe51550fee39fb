package io.coldgate.embedded.runtime.container;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.host.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Docker or Podman, used through its command line: both understand the same commands. Nothing is called before a
 * function is an image.
 */
public final class ContainerEngine {
    /** The variable that selects the engine if both are installed: a name, or the path of a program. */
    public static final String VARIABLE = "COLDGATE_CONTAINER_ENGINE";

    /**
     * The label of each container that a server creates, or that is created on its behalf; in the latter case its value
     * is the owner.
     */
    static final String LABEL = "io.coldgate.environment";

    private static final String FOR_IMAGES = "container images need";
    private static final String WITHOUT_IMAGES = "measure a zip package";

    /** Long enough for an image of a gigabyte over a slow line. */
    private static final long PULL_SECONDS = 1200;

    /** Linux counts a user's threads over all containers: enough for many environments at a time. */
    private static final int PROCESSES = 4096;

    private static final List<String> USUAL = List.of("docker", "podman");

    private final String program;
    private final boolean podman;
    private final boolean limitsMemory;

    private ContainerEngine(String program, boolean podman, boolean limitsMemory) {
        this.program = program;
        this.podman = podman;
        this.limitsMemory = limitsMemory;
    }

    /**
     * Finds the engine that responds on this machine: the one that {@link #VARIABLE} names, else Docker, else Podman.
     *
     * @throws ContainerException if there is none, with a message of one line
     */
    public static ContainerEngine find() throws ContainerException {
        return find(FOR_IMAGES, WITHOUT_IMAGES);
    }

    /**
     * Finds the engine for another purpose.
     *
     * @param purpose the reason for which it is needed, with its verb: the message begins with it
     * @param otherwise the alternative without an engine, an imperative: the message ends with it
     * @throws ContainerException if there is none, with a message of one line
     */
    public static ContainerEngine find(String purpose, String otherwise) throws ContainerException {
        String named = System.getenv(VARIABLE);
        return find(named == null || named.isBlank() ? USUAL : List.of(named.strip()), purpose, otherwise);
    }

    static ContainerEngine find(List<String> names) throws ContainerException {
        return find(names, FOR_IMAGES, WITHOUT_IMAGES);
    }

    private static ContainerEngine find(List<String> names, String purpose, String otherwise)
            throws ContainerException {
        List<String> reasons = new ArrayList<>();
        for (String name : names) {
            String program = name.startsWith("/") ? name : Shell.find(name);
            if (program == null) {
                reasons.add(name + " is not on the PATH");
                continue;
            }
            ContainerEngine found = ask(program, reasons);
            if (found != null) {
                return found;
            }
        }
        throw new ContainerException(purpose + " Docker or Podman on this machine: " + String.join("; ", reasons)
                + ": start it or install one, name another with " + VARIABLE + ", or " + otherwise);
    }

    private static @Nullable ContainerEngine ask(String program, List<String> reasons) {
        boolean podman = program.substring(program.lastIndexOf('/') + 1).startsWith("podman");
        String facts = podman ? "yes {{.Host.CgroupsVersion}} {{.Host.Security.Rootless}}" : "yes {{.MemoryLimit}}";
        try {
            EngineCall call = EngineCall.of(List.of(program, "info", "--format", facts));
            if (!call.failed() && call.out().startsWith("yes ")) {
                // Without root, Podman cannot set limits through cgroups of version 1.
                boolean limits =
                        podman ? !call.out().equals("yes v1 true") : call.out().endsWith(" true");
                return new ContainerEngine(program, podman, limits);
            }
            // Without a daemon, the error of Docker's info is about the template; this call shows the actual problem.
            EngineCall why = EngineCall.of(List.of(program, "version", "--format", "{{.Server.Version}}"));
            reasons.add(program + " does not answer (" + (why.last().isEmpty() ? call.last() : why.last()) + ")");
        } catch (IOException e) {
            reasons.add(program + " cannot be started (" + e.getMessage() + ")");
        }
        return null;
    }

    /** Returns the engine's program. */
    public String program() {
        return program;
    }

    /** The options for a container that not every engine supports, or not everywhere. */
    List<String> options(int memoryMegabytes) {
        List<String> options = new ArrayList<>();
        if (limitsMemory) {
            String memory = memoryMegabytes + "m";
            options.addAll(List.of("--memory", memory, "--memory-swap", memory));
        }
        if (podman) {
            // Its default number of processes may exceed this user's limit, in which case no container starts.
            options.addAll(List.of("--ulimit", "nproc=" + PROCESSES + ":" + PROCESSES));
        }
        return options;
    }

    /**
     * Describes an image that is on this machine; nothing is pulled.
     *
     * @throws ContainerException if it is not there, or is not an image for Linux
     */
    public ContainerImage inspect(String name) throws ContainerException {
        requireName(name);
        EngineCall call = call(List.of("image", "inspect", name));
        if (call.failed()) {
            throw new ContainerException("no image " + ArchivePaths.printable(name) + " on this machine (" + call.last()
                    + "): build it first, or " + shortName() + " pull " + ArchivePaths.printable(name));
        }
        return ImageAnswer.read(name, call.out());
    }

    private static void requireName(String image) throws ContainerException {
        if (image.isEmpty() || image.startsWith("-")) {
            throw new ContainerException(ArchivePaths.printable(image) + ": not the name of an image");
        }
    }

    /**
     * Pulls an image that is not on this machine.
     *
     * @throws ContainerException if it cannot be pulled
     */
    public void pullMissing(String image) throws ContainerException {
        requireName(image);
        if (call(List.of("image", "inspect", "--format", "{{.Id}}", image)).failed()) {
            EngineCall pull = call(List.of("pull", "-q", image), Map.of(), PULL_SECONDS);
            if (pull.failed()) {
                throw new ContainerException("the image " + ArchivePaths.printable(image)
                        + " is not here and cannot be pulled (" + ArchivePaths.printable(pull.last()) + ")");
            }
        }
    }

    /**
     * Finds the address at which the engine listens.
     *
     * @throws ContainerException if no container could reach it
     */
    EngineAddress address() throws ContainerException {
        if (podman) {
            return EngineAddress.ofPodman(
                    call(List.of("info", "--format", "{{.Host.RemoteSocket.Exists}} {{.Host.RemoteSocket.Path}}"))
                            .out());
        }
        EngineCall system = call(List.of("info", "--format", "{{.OperatingSystem}}"));
        // The default context contains the value of DOCKER_HOST.
        EngineCall endpoint = call(List.of("context", "inspect", "--format", "{{.Endpoints.docker.Host}}"));
        if (endpoint.failed()) {
            throw new ContainerException(program + " does not say where its daemon listens: " + endpoint.last());
        }
        return EngineAddress.ofDocker(endpoint.out(), system.out(), System.getProperty("os.name", ""));
    }

    /**
     * Returns the labels of a container that is removed when its server is gone, as options of an engine's command
     * line.
     *
     * @param owner an environment, or the name of the service that makes the container
     */
    public static List<String> labels(String owner) {
        return List.of("--label", LABEL + "=" + owner, "--label", ContainerName.placeLabel());
    }

    /** Returns the command that writes an image to its output, as an archive of its layers. */
    public List<String> saving(ContainerImage image) {
        return podman
                ? List.of(program, "save", "--format", "docker-archive", image.id())
                : List.of(program, "save", image.id());
    }

    /** Returns the names of containers whose servers are gone, and of the containers that these created. */
    public List<String> orphans() throws ContainerException {
        Set<String> orphans = new LinkedHashSet<>();
        for (String name : list(true, "{{.Names}}", LABEL, ContainerName.placeLabel())) {
            if (!ContainerName.serverLives(name)) {
                orphans.add(name);
                orphans.addAll(list(true, "{{.Names}}", LABEL + "=" + name));
            }
        }
        return List.copyOf(orphans);
    }

    /** Returns the ids of the running containers that a service has created. */
    Set<String> runningOf(String service) throws ContainerException {
        return Set.copyOf(list(false, "{{.ID}}", LABEL + "=" + service));
    }

    /**
     * Ends and removes a service's container, then the containers that it created, because the service has no time to
     * do so.
     */
    void removeService(String service) throws ContainerException {
        remove(List.of(service));
        remove(list(true, "{{.ID}}", LABEL + "=" + service));
    }

    private List<String> list(boolean ended, String format, String... labels) throws ContainerException {
        List<String> words = new ArrayList<>(List.of("ps", "--no-trunc", "--format", format));
        if (ended) {
            words.add("-a");
        }
        for (String label : labels) {
            words.addAll(List.of("--filter", "label=" + label));
        }
        EngineCall call = call(words);
        if (call.failed()) {
            throw new ContainerException("containers cannot be listed: " + call.last());
        }
        return call.out().lines().map(String::strip).toList();
    }

    /** Ends and removes containers, by id or name; a missing container is not an error. */
    public void remove(List<String> containers) throws ContainerException {
        if (!containers.isEmpty()) {
            List<String> words = new ArrayList<>(List.of("rm", "-f", "-v"));
            words.addAll(containers);
            EngineCall call = call(words);
            if (call.failed() && !call.last().toLowerCase(Locale.ROOT).contains("no such container")) {
                throw new ContainerException("containers cannot be removed: " + call.last());
            }
        }
    }

    private String shortName() {
        return podman ? "podman" : "docker";
    }

    EngineCall call(List<String> words) throws ContainerException {
        return call(words, Map.of(), EngineCall.LIMIT_SECONDS);
    }

    /** Calls the engine with additional environment variables. */
    EngineCall call(List<String> words, Map<String, String> variables, long limitSeconds) throws ContainerException {
        var builder = new ProcessBuilder(command(words));
        builder.environment().putAll(variables);
        try {
            return EngineCall.of(builder, limitSeconds);
        } catch (IOException e) {
            throw new ContainerException(program + " cannot be started: " + e.getMessage());
        }
    }

    private List<String> command(List<String> words) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        return command;
    }

    /** Returns the last line of a container's output, empty for none. */
    String lastLineOf(String container) {
        var builder = new ProcessBuilder(command(List.of("logs", "--tail", "20", container)));
        builder.redirectErrorStream(true);
        try {
            EngineCall logs = EngineCall.of(builder, EngineCall.LIMIT_SECONDS);
            return logs.failed() ? "" : ArchivePaths.printable(EngineCall.lastLine(logs.out()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Starts the command that ends when the container does. */
    Process waiting(String container) throws IOException {
        // In its own session, because a Ctrl-C in the terminal must not look like the container's end.
        return new ProcessBuilder(Shell.inOwnSession(command(List.of("wait", container))))
                .redirectErrorStream(true)
                .start();
    }
}
