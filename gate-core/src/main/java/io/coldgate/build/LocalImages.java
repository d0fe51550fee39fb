package io.coldgate.build;

import io.coldgate.artifact.ArtifactException;
import io.coldgate.artifact.ImageArchive;
import io.coldgate.artifact.ImageFacts;
import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.embedded.runtime.container.ContainerEngine;
import io.coldgate.embedded.runtime.container.ContainerException;
import io.coldgate.embedded.runtime.container.Containers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Container images on this machine, and their contents. */
public final class LocalImages {
    private static final int LINES = 5;

    private final Map<String, ImageFacts> byId = new HashMap<>();
    private Optional<ContainerEngine> engine = Optional.empty();

    /** Returns why images cannot be measured or inspected here; empty if they can. Only asks the engine. */
    public static Optional<String> missing() {
        try {
            ContainerEngine.find();
            return Optional.empty();
        } catch (ContainerException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Finds an image without pulling it.
     *
     * @param toRun whether the image is to run on this machine
     * @throws ArtifactException if there is no such image or no engine, or the image cannot run here
     */
    ContainerImage find(String name, boolean toRun) throws ArtifactException {
        try {
            ContainerImage found = engine().inspect(name);
            if (toRun) {
                Containers.requireRunnable(found);
            }
            return found;
        } catch (ContainerException e) {
            throw new ArtifactException(String.valueOf(e.getMessage()));
        }
    }

    /** Returns the facts about an image; its layers are exported and measured once. */
    ImageFacts facts(ContainerImage image) throws ArtifactException, InterruptedException {
        ImageFacts known = byId.get(image.id());
        if (known == null) {
            ImageArchive.Sizes sizes = sizes(image);
            List<String> words = new ArrayList<>(image.entryPoint());
            words.addAll(image.command());
            known = new ImageFacts(
                    sizes.compressedBytes(), sizes.unpackedBytes(), image.layers(), words, image.architecture());
            byId.put(image.id(), known);
        }
        return known;
    }

    private ImageArchive.Sizes sizes(ContainerImage image) throws ArtifactException, InterruptedException {
        try (KeptOutput said = KeptOutput.open()) {
            Process save = new ProcessBuilder(engine().saving(image))
                    .redirectError(said.target())
                    .start();
            try {
                said.unname();
                save.getOutputStream().close();
                ImageArchive.Sizes sizes = ImageArchive.read(save.getInputStream());
                if (save.waitFor() != 0 || sizes.layers() == 0 && image.layers() > 0) {
                    throw new ArtifactException("the layers of image " + image.name() + " cannot be read: "
                            + String.join(" ", said.lastLines(LINES)).strip());
                }
                return sizes;
            } finally {
                save.destroyForcibly();
            }
        } catch (ContainerException | IOException e) {
            throw new ArtifactException("the layers of image " + image.name() + " cannot be read: " + e.getMessage());
        }
    }

    private ContainerEngine engine() throws ContainerException {
        if (engine.isEmpty()) {
            engine = Optional.of(ContainerEngine.find());
        }
        return engine.get();
    }
}
