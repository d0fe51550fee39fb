package io.coldgate.explain;

import java.util.List;

/**
 * An import as a Go source has it.
 *
 * @param path between the quotes; escapes in it stay as they are, as nobody writes an import path with them
 * @param line from 1: that of the path
 */
public record WrittenImport(String path, int line) {
    /**
     * Returns the imports of a Go file in their order; those before the mistake, when it is none.
     *
     * @param source its text, or as much of it as holds the imports: they stand before everything but the package
     *     clause
     */
    public static List<WrittenImport> in(String source) {
        return new GoImportScanner(source).imports();
    }
}
