package io.coldgate.platform;

import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.embedded.runtime.container.ContainerException;
import java.util.List;

/** Containers of function images that killed runs on the embedded platform have left. */
public final class LeftContainers {
    private LeftContainers() {}

    /**
     * Removes the containers.
     *
     * @param dryRun whether only to find them
     * @return their names
     * @throws PlatformException when no container engine answers
     */
    public static List<String> remove(boolean dryRun) throws PlatformException {
        try {
            ContainerEngine engine = ContainerEngine.find(
                    "finding left-over containers needs", "skip this if no function is a container image");
            List<String> left = engine.orphans();
            engine.remove(dryRun ? List.of() : left);
            return left;
        } catch (ContainerException e) {
            throw new PlatformException(String.valueOf(e.getMessage()), e);
        }
    }
}
