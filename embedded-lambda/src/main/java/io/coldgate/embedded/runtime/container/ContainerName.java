package io.coldgate.embedded.runtime.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's name, which identifies its owner by the server's process id and start time, because process ids are
 * reused. A name is used because engines print labels in different formats, but names in the same one.
 */
final class ContainerName {
    private static final Pattern NAME = Pattern.compile("coldgate-(\\d{1,18})-(\\d{1,18})-.+");

    private static final String PLACE = place();

    private ContainerName() {}

    /** Returns the name for a container of this process. */
    static String of(String id) {
        ProcessHandle self = ProcessHandle.current();
        return "coldgate-" + self.pid() + "-" + startMillis(self) + "-" + id;
    }

    /**
     * Returns a label that names the machine, or container, in which this process has its id. Two of these that share
     * an engine have the same process ids, and their servers must not remove each other's containers.
     */
    static String placeLabel() {
        return "io.coldgate.place=" + PLACE;
    }

    private static String place() {
        try {
            String namespace =
                    Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
            return (Files.readString(Path.of("/proc/sys/kernel/hostname")).strip() + "-" + namespace)
                    .replaceAll("[^A-Za-z0-9._-]", "");
        } catch (IOException e) {
            // Not Linux: the engine runs in a virtual machine that only this machine uses.
            return "here";
        }
    }

    /**
     * Returns whether its server is alive; true for a name that is not one of ours, so that the container is left
     * alone.
     */
    static boolean serverLives(String name) {
        Matcher parts = NAME.matcher(name);
        if (!parts.matches()) {
            return true;
        }
        return ProcessHandle.of(Long.parseLong(parts.group(1)))
                .filter(ProcessHandle::isAlive)
                .filter(server -> startMillis(server) == Long.parseLong(parts.group(2)))
                .isPresent();
    }

    private static long startMillis(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
