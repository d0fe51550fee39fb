package io.coldgate.thresholds;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The source of a function's code.
 *
 * @param build command to run before packaging, split as a POSIX shell would; run in the file's folder
 * @param packagePath the zip, or a folder or executable to zip; absolute, below the repository; empty only if the code
 *     is an image or that of a deployed function
 * @param patterns globs of the sources it is built from, for {@code --changed-since}; if empty, the sources are
 *     detected
 */
public record Source(Optional<List<String>> build, Optional<Path> packagePath, List<SourcePattern> patterns) {
    public static final Key<List<String>> BUILD = new Key<>("build");
    public static final Key<Path> PACKAGE = new Key<>("package");
    public static final Key<List<SourcePattern>> SOURCES = new Key<>("sources");

    /** Copies the lists. */
    public Source {
        build = build.map(List::copyOf);
        patterns = List.copyOf(patterns);
    }
}
