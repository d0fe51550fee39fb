package io.coldgate.artifact;

import java.util.List;

/**
 * Facts about a function's package.
 *
 * @param zipBytes size of the archive
 * @param unzippedBytes sum of its files' sizes, as they came out of it
 * @param files number of files, folders not counted
 * @param executables the programs, libraries and scripts among them, in the archive's order; at most 1000
 */
public record ArtifactFacts(long zipBytes, long unzippedBytes, int files, List<ExecutableFacts> executables) {
    /** Copies the list. */
    public ArtifactFacts {
        executables = List.copyOf(executables);
    }
}
