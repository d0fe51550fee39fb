package io.coldgate.build;

import io.coldgate.explain.ImportGraph;
import java.nio.file.Path;
import java.util.Optional;

/** The packages of a Go program, or why they are not known. */
public sealed interface GoListing {
    /**
     * The packages are known.
     *
     * @param module the folder of the main module, where go was run
     */
    record Listed(ImportGraph graph, Path module) implements GoListing {}

    /**
     * The packages are not known.
     *
     * @param reason one line for people, without a full stop
     */
    record Unlisted(String reason) implements GoListing {}

    /** Returns the packages and their imports, if they are known. */
    default Optional<ImportGraph> found() {
        return this instanceof Listed listed ? Optional.of(listed.graph()) : Optional.empty();
    }
}
