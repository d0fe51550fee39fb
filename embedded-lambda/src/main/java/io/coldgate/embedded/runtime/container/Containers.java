package io.coldgate.embedded.runtime.container;

import io.coldgate.embedded.runtime.code.ContainerImage;
import io.coldgate.facts.Architectures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** The containers of one server. No engine is looked for before there is a function that is an image. */
public final class Containers {
    private final Path folder;
    private @Nullable ContainerEngine engine;
    private @Nullable Path probe;

    /**
     * Creates the containers of a server.
     *
     * @param folder the folder for the probe, which is extracted when it is needed
     */
    public Containers(Path folder) {
        this.folder = folder;
    }

    /** Finds the engine, and removes the containers that killed servers left behind; both only once. */
    public synchronized ContainerEngine engine() throws ContainerException {
        if (engine == null) {
            ContainerEngine found = ContainerEngine.find();
            found.remove(found.orphans());
            engine = found;
        }
        return engine;
    }

    /**
     * Describes an image that can run on this machine.
     *
     * @throws ContainerException if there is no engine or no such image, or if it is for another processor
     */
    public ContainerImage find(String name) throws ContainerException {
        ContainerImage image = engine().inspect(name);
        requireRunnable(image);
        return image;
    }

    /** Refuses an image that this machine's processor cannot run, or that has nothing to start. */
    public static void requireRunnable(ContainerImage image) throws ContainerException {
        String host = Architectures.ofHost();
        if (!image.architecture().equals(host)) {
            throw new ContainerException("image " + image.name() + " is built for " + image.architecture()
                    + ", but this host is " + host + ": build it for this host to measure it here");
        }
        if (image.entryPoint().isEmpty() && image.command().isEmpty()) {
            throw new ContainerException("image " + image.name()
                    + " has neither ENTRYPOINT nor CMD, so nothing says what to start: add one");
        }
    }

    /** Returns the program that runs in front of an image's entry point. */
    public synchronized Path probe() throws IOException {
        if (probe == null) {
            String name = "container-probe-" + Architectures.ofHost();
            try (InputStream in = Containers.class.getResourceAsStream(name)) {
                if (in == null) {
                    throw new IOException(
                            "this build has no " + name + ": build it with Maven, which runs ci/build-probe");
                }
                Path file = folder.resolve("container-probe");
                Files.copy(in, file);
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-xr-xr-x"));
                probe = file;
            }
        }
        return probe;
    }
}
