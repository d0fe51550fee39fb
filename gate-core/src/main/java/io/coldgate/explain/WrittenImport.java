package io.coldgate.explain;

import java.util.List;

/**
 * An import as written in a Go source.
 *
 * @param path the text between the quotes; escapes are kept, because import paths contain none
 * @param line the line of the path, from 1
 */
public record WrittenImport(String path, int line) {
    /**
     * Returns the imports of a Go file in order; for an invalid file, those before the mistake.
     *
     * @param source its text, or the beginning with the imports, which follow the package clause
     */
    public static List<WrittenImport> in(String source) {
        return new GoImportScanner(source).imports();
    }
}
