package io.coldgate.forge;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder that a forge's job checks the repository out to: the forge names files relative to it.
 *
 * @param top the folder
 * @param directory the folder where the gate ran, to which names are relative
 */
public record Workspace(Path top, Path directory) {
    /** Makes both paths absolute. */
    public Workspace {
        top = top.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
    }

    /** Returns the forge's name of a file; empty for a file outside of the workspace. */
    public Optional<String> name(String file) {
        try {
            Path absolute = directory.resolve(file).normalize();
            return absolute.startsWith(top) && !absolute.equals(top)
                    ? Optional.of(top.relativize(absolute).toString())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
