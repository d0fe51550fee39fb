package io.coldgate.embedded.runtime.container;

import io.coldgate.embedded.runtime.code.ContainerImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The container of one environment, with Lambda's own restrictions as far as engines support them. The container is on
 * this machine's network, so that the function reaches its Runtime API on loopback. Its file system is read-only except
 * for {@code /tmp}, and its user is Lambda's, without privileges.
 *
 * @param engine the engine that runs it
 * @param image the image
 * @param command the command to start: the image's, or the override in the function's settings
 * @param workingFolder the folder in which it starts; empty for the image's
 * @param memoryMegabytes the function's memory
 * @param environment the environment's id
 * @param folder the environment's own folder, for the files that the probe reads
 * @param probe the program that runs in front of the image's program
 */
public record ContainerRun(
        ContainerEngine engine,
        ContainerImage image,
        List<String> command,
        String workingFolder,
        int memoryMegabytes,
        String environment,
        Path folder,
        Path probe) {
    /** The folder inside the container, which is hard-coded in the probe. */
    private static final String INSIDE = "/.coldgate/";

    /** Lambda's sbx_user1051 and its group (recorded on AWS). */
    private static final String USER = "993:990";

    /** Lambda's limit of open files. */
    private static final int FILES = 1024;

    /** Copies the lists. */
    public ContainerRun {
        command = List.copyOf(command);
    }

    /** The engine's command line for a container of that name. */
    List<String> words(String container, long brand, Path log, Path variables, Path start) {
        List<String> words =
                new ArrayList<>(List.of(engine.program(), "run", "--rm", "-i", "--pull=never", "--name", container));
        words.addAll(ContainerEngine.labels(environment));
        words.addAll(List.of(
                "--network",
                "host",
                "--log-driver",
                "none",
                "--no-healthcheck",
                "--user",
                USER,
                "--cap-drop",
                "ALL",
                "--security-opt",
                "no-new-privileges",
                "--security-opt",
                "label=disable",
                "--ulimit",
                "nofile=" + FILES + ":" + FILES,
                "--read-only",
                "--tmpfs",
                "/tmp:rw,exec,mode=1777"));
        words.addAll(engine.options(memoryMegabytes));
        if (!workingFolder.isEmpty()) {
            words.addAll(List.of("--workdir", workingFolder));
        }
        mount(words, probe, "probe", true);
        mount(words, log, "log", false);
        mount(words, variables, "variables", true);
        mount(words, start, "start", false);
        words.addAll(List.of("--entrypoint", INSIDE + "probe", image.id(), Long.toString(brand)));
        words.addAll(command);
        return words;
    }

    private static void mount(List<String> words, Path file, String inside, boolean readOnly) {
        words.add("--mount");
        words.add("type=bind,source=" + file + ",target=" + INSIDE + inside + (readOnly ? ",readonly" : ""));
    }
}
