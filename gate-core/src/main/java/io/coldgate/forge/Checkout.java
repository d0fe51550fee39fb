package io.coldgate.forge;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The checkout of a repository, by which the forge names files.
 *
 * @param workspace the checkout
 * @param directory where the gate ran: relative names are resolved against it
 */
public record Checkout(Path workspace, Path directory) {
    /** Makes both absolute. */
    public Checkout {
        workspace = workspace.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
    }

    /** Returns the name that the forge knows a file by; empty for a file outside of the checkout. */
    public Optional<String> name(String file) {
        try {
            Path absolute = directory.resolve(file).normalize();
            return absolute.startsWith(workspace) && !absolute.equals(workspace)
                    ? Optional.of(workspace.relativize(absolute).toString())
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
