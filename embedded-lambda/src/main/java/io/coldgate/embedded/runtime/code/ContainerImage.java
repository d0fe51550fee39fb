package io.coldgate.embedded.runtime.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container image as the machine's container engine describes it.
 *
 * @param name as the user wrote it
 * @param id its identity, even if the name later means another image: {@code sha256:} and 64 hexadecimal digits
 * @param entryPoint words of its ENTRYPOINT; none for no entry point
 * @param command words of its CMD, which follow the entry point
 * @param workingFolder its WORKDIR; empty for the root
 * @param architecture {@code x86_64}, {@code arm64}, or the engine's name for another one
 * @param layers number of layers that hold files
 */
public record ContainerImage(
        String name,
        String id,
        List<String> entryPoint,
        List<String> command,
        String workingFolder,
        String architecture,
        int layers) {
    /** Copies the lists. */
    public ContainerImage {
        entryPoint = List.copyOf(entryPoint);
        command = List.copyOf(command);
    }

    /** Returns the image with overrides from a function's settings; null keeps the image's own value. */
    public ContainerImage with(
            @Nullable List<String> otherEntryPoint, @Nullable List<String> otherCommand, @Nullable String otherFolder) {
        return new ContainerImage(
                name,
                id,
                otherEntryPoint == null ? entryPoint : otherEntryPoint,
                otherCommand == null ? command : otherCommand,
                otherFolder == null ? workingFolder : otherFolder,
                architecture,
                layers);
    }

    /** Returns the digits of the id. */
    public String sha256() {
        return id.substring(id.indexOf(':') + 1);
    }
}
