package io.coldgate.embedded.runtime.container;

import io.coldgate.embedded.runtime.code.ArchivePaths;
import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.host.Shell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Docker or Podman, by its command line: the same words mean the same to both. Nothing here is asked before a function
 * is an image.
 */
public final class ContainerEngine {
    /** The variable that names the engine where both are there: a name, or the path of a program. */
    public static final String VARIABLE = "COLDGATE_CONTAINER_ENGINE";

    /** The label of each container that a server makes. */
    static final String LABEL = "io.coldgate.environment";

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
     * Finds the engine that answers on this machine: the one that {@link #VARIABLE} names, else Docker, else Podman.
     *
     * @throws ContainerException where there is none, in one line
     */
    public static ContainerEngine find() throws ContainerException {
        String named = System.getenv(VARIABLE);
        return find(named == null || named.isBlank() ? USUAL : List.of(named.strip()));
    }

    static ContainerEngine find(List<String> names) throws ContainerException {
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
        throw new ContainerException("container images need Docker or Podman on this machine: "
                + String.join("; ", reasons)
                + ": start it or install one, name another with " + VARIABLE + ", or measure a zip package");
    }

    private static @Nullable ContainerEngine ask(String program, List<String> reasons) {
        boolean podman = program.substring(program.lastIndexOf('/') + 1).startsWith("podman");
        String facts = podman ? "yes {{.Host.CgroupsVersion}} {{.Host.Security.Rootless}}" : "yes {{.MemoryLimit}}";
        try {
            EngineCall call = EngineCall.of(List.of(program, "info", "--format", facts));
            if (!call.failed() && call.out().startsWith("yes ")) {
                // Without root, cgroups of version 1 are not Podman's to set.
                boolean limits =
                        podman ? !call.out().equals("yes v1 true") : call.out().endsWith(" true");
                return new ContainerEngine(program, podman, limits);
            }
            // Docker's info without a daemon speaks of its template; this says what is the matter.
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

    /** The options of a container that not every engine has, or not everywhere. */
    List<String> options(int memoryMegabytes) {
        List<String> options = new ArrayList<>();
        if (limitsMemory) {
            String memory = memoryMegabytes + "m";
            options.addAll(List.of("--memory", memory, "--memory-swap", memory));
        }
        if (podman) {
            // Its usual number of processes may be above this user's limit, and then no container starts.
            options.addAll(List.of("--ulimit", "nproc=" + PROCESSES + ":" + PROCESSES));
        }
        return options;
    }

    /**
     * Describes an image that is on this machine; nothing is pulled.
     *
     * @throws ContainerException where it is not there, or is no image for Linux
     */
    public ContainerImage inspect(String name) throws ContainerException {
        if (name.startsWith("-")) {
            throw new ContainerException(ArchivePaths.printable(name) + ": not the name of an image");
        }
        EngineCall call = call(List.of("image", "inspect", name));
        if (call.failed()) {
            throw new ContainerException("no image " + ArchivePaths.printable(name) + " on this machine (" + call.last()
                    + "): build it first, or " + shortName() + " pull " + ArchivePaths.printable(name));
        }
        return ImageAnswer.read(name, call.out());
    }

    /** Returns the command that writes an image to its output, as an archive of its layers. */
    public List<String> saving(ContainerImage image) {
        return podman
                ? List.of(program, "save", "--format", "docker-archive", image.id())
                : List.of(program, "save", image.id());
    }

    /** Returns the names of containers whose servers are gone. */
    public List<String> orphans() throws ContainerException {
        EngineCall call = call(List.of("ps", "-a", "--filter", "label=" + LABEL, "--format", "{{.Names}}"));
        if (call.failed()) {
            throw new ContainerException("containers cannot be listed: " + call.last());
        }
        return call.out()
                .lines()
                .map(String::strip)
                .filter(name -> !ContainerName.serverLives(name))
                .toList();
    }

    /** Ends and removes containers, by id or name; it is no error when there is none. */
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

    private EngineCall call(List<String> words) throws ContainerException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(words);
        try {
            return EngineCall.of(command);
        } catch (IOException e) {
            throw new ContainerException(program + " cannot be started: " + e.getMessage());
        }
    }
}
